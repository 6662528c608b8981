# Список клиентов.
customers-list-title = Клиенты
customers-list-add = Добавить клиента
customers-list-search = Имя, телефон, почта, метка
customers-list-name = Клиент
customers-list-nameless = Без имени
customers-list-organization = Организация
customers-list-changed = Изменён
customers-list-made = Добавлен
customers-list-archived = Архив
customers-list-total = Всего:
customers-list-first = В начало
customers-list-show-all = Показать всех
customers-list-empty = Здесь будут ваши клиенты
customers-list-empty-text = Добавьте первого или загрузите таблицу: Картотека сама разберёт столбцы, телефоны и имена
customers-list-example = Омарова Әлия · +7 701 123 45 67 · Алматы · тёплый
customers-list-none = Никто не нашёлся
customers-list-none-text = Проверьте отбор и поиск. Можно искать по части имени, последним цифрам телефона, почте или метке
customers-list-archive-empty = В архиве пусто
customers-list-archive-empty-text = Сюда попадают карточки, которые убрали из списков. Ничего не теряется: любую можно вернуть
customers-list-filter-wrong = Отбор не понят
customers-list-filter-wrong-text = Исправьте условие выше или сбросьте отбор
customers-list-group-off = Убрать группу условий
customers-list-joint-hint = Нажмите, чтобы поменять «и» на «или» и обратно
customers-list-not-hint = Нажмите, чтобы убрать «не»
customers-list-operator = Как сравнивать
customers-list-second = до
customers-list-or = или…
customers-list-builder = Все условия сразу
customers-list-json = Условие целиком
customers-list-json-help = Группы all, any, not и сравнения, например
customers-list-cell-met = Пока вы правили, это изменил кто-то другой. Сейчас: { $now }. Ваше «{ $yours }» не записано: обновите список и решите, что верно
customers-list-cell-many = Здесь несколько значений. Их меняют в карточке
customers-list-nobody = Такого сотрудника нет. Выберите из списка

# Виды
customers-view-arrange = Настроить вид
customers-view-keep = Обновить вид
customers-view-name = Название вида
customers-view-name-help = Сохранятся отбор, порядок и столбцы
customers-view-share = Показать всем сотрудникам
customers-view-share-help = Общий вид меняет только тот, кто настраивает клиентов для всех
customers-view-name-missing = Назовите вид, чтобы его можно было найти
customers-view-name-long = Название длиннее 60 букв. Сократите его
customers-view-saved = Вид «{ $name }» сохранён
customers-view-kept = Вид «{ $name }» обновлён
customers-view-removed = Вид «{ $name }» убран

# Изменить многих
customers-bulk-all = { $n ->
    [one] К { $shown } клиенту по отбору
    [few] Ко всем { $shown } по отбору
   *[many] Ко всем { $shown } по отбору
}
customers-bulk-tag = Метка
customers-bulk-responsible = Ответственный
customers-bulk-nobody-answers = Никто
customers-bulk-field = Изменить поле
customers-bulk-what = Скажите, что изменить: метку, ответственного или поле
customers-bulk-nobody = Сначала отметьте клиентов
customers-bulk-nothing = Всё уже так, менять нечего
customers-bulk-tagged = { $n ->
    [one] Метка добавлена { $n } клиенту
    [few] Метка добавлена { $n } клиентам
   *[many] Метка добавлена { $n } клиентам
}
customers-bulk-untagged = { $n ->
    [one] Метка снята с { $n } клиента
    [few] Метка снята с { $n } клиентов
   *[many] Метка снята с { $n } клиентов
}
customers-bulk-set = { $n ->
    [one] Изменён { $n } клиент
    [few] Изменены { $n } клиента
   *[many] Изменено { $n } клиентов
}
customers-bulk-archived = { $n ->
    [one] Убран в архив { $n } клиент
    [few] Убраны в архив { $n } клиента
   *[many] Убрано в архив { $n } клиентов
}
customers-bulk-restored = { $n ->
    [one] Возвращён из архива { $n } клиент
    [few] Возвращены из архива { $n } клиента
   *[many] Возвращено из архива { $n } клиентов
}
customers-bulk-under-way = { $n ->
    [one] Меняем клиентов, готов { $n }
    [few] Меняем клиентов, готовы { $n }
   *[many] Меняем клиентов, готово { $n }
}
customers-bulk-undoing = { $n ->
    [one] Возвращаем как было, готов { $n }
    [few] Возвращаем как было, готовы { $n }
   *[many] Возвращаем как было, готово { $n }
}
customers-bulk-done = { $n ->
    [one] Готово: изменён { $n } клиент
    [few] Готово: изменены { $n } клиента
   *[many] Готово: изменено { $n } клиентов
}
customers-bulk-undone = { $n ->
    [one] Возвращён как был { $n } клиент
    [few] Возвращены как были { $n } клиента
   *[many] Возвращено как было { $n } клиентов
}
customers-bulk-undone-some = { $n ->
    [one] Возвращён { $n } клиент, с тех пор изменённых не трогали: { $name }
    [few] Возвращены { $n } клиента, с тех пор изменённых не трогали: { $name }
   *[many] Возвращено { $n } клиентов, с тех пор изменённых не трогали: { $name }
}
customers-bulk-stopped = { $n ->
    [one] Остановлено, изменён { $n } клиент
    [few] Остановлено, изменены { $n } клиента
   *[many] Остановлено, изменено { $n } клиентов
}
customers-bulk-see = Обновить список

# Поиск и действия
customers-palette-all = Показать всех найденных
customers-palette-add = Добавить клиента
customers-palette-archived = Клиенты в архиве
customers-list-fields = Сведения карточки
customers-list-build = Собрать условие целиком…
customers-list-as-json = Условие текстом (JSON)
customers-list-rough = Столбец «{ $field }» ещё раскладывается по алфавиту: пока порядок приблизительный.
customers-letters-under-way = Раскладываем карточки по алфавиту
