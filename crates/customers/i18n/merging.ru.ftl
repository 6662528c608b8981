# Объединение карточек и поиск дублей

customers-usage-refused = Просил не писать и не звонить
customers-reach-refused = Просил не беспокоить
customers-ending-merged = уступило при объединении карточек

customers-duplicates-title = Дубли
customers-duplicates-count = { $n ->
    [one] { $shown } группа
    [few] { $shown } группы
   *[many] { $shown } групп
}
customers-duplicates-search = Искать заново
customers-duplicates-search-first = Найти дубли
customers-duplicates-many = Объединить много сразу
customers-duplicates-searched = { $when } просмотрено карточек: { $n }
customers-duplicates-empty = Дублей нет
customers-duplicates-empty-text = Картотека сравнивает карточки сама: имена в разном написании, телефоны, почту, адреса и дни рождения. Новые и изменённые карточки проверяются без вас
customers-duplicates-never = Здесь появятся похожие карточки
customers-duplicates-example = Наурызбай Ахметов и Наурызбаи Ахметов · тот же телефон · 99,2 %
customers-duplicates-keys = j и k ходят по парам, m объединяет, d разводит, g объединяет всю группу, Enter сравнивает по полям
customers-duplicates-group = { $n ->
    [one] В группе { $n } карточка
    [few] В группе { $n } карточки
   *[many] В группе { $n } карточек
}
customers-duplicates-reading = Читаем карточки
customers-duplicates-comparing = Сравниваем похожие карточки
customers-duplicates-writing = Записываем найденные пары
customers-duplicates-begun = Поиск дублей начат, список обновится сам
customers-duplicates-next = Показать ещё

customers-merge-title = Один и тот же клиент?
customers-merge = Объединить
customers-merge-group = Объединить всю группу
customers-merge-group-moved = Одну из карточек группы тем временем изменили. Откройте список снова и посмотрите ещё раз
customers-merge-group-not = Группу нельзя объединить сразу
customers-merge-how-many = Сразу объединить можно от 2 до 20 карточек
customers-merge-denied = О двух из этих карточек сказано, что это разные клиенты. Объедините остальные по парам
customers-merge-compare = Сравнить
customers-merge-different = Разные клиенты
customers-merge-both = Оставить оба, решить потом
customers-merge-stays = Останется эта карточка
customers-merge-field = Поле
customers-merge-agrees = Совпадает
customers-merge-disagrees = Карточки расходятся в этом
customers-merge-help = Второй номер карточки будет вести сюда. Всё остальное сохранится: значения, история, связи, файлы. Объединение можно отменить в любой день
customers-merge-no-pair = Эту пару модель ещё не предлагала
customers-merge-same = Это одна и та же карточка
customers-merge-kinds = Человека и организацию объединить нельзя. Свяжите их во вкладке «Связи»
customers-merge-later-first = Эта карточка сама вошла в другую. Сначала отмените то объединение, потом это
customers-merge-unknown-field = Такого поля нет, или выбирать в нём не из чего
customers-merged-toast = Карточки объединены в «{ $name }»
customers-unmerged-toast = Объединение отменено, карточка «{ $name }» снова отдельно
customers-unmerged-group-toast = Объединение группы отменено, «{ $name }» снова как было
customers-denied-toast = Запомнили: это разные клиенты
customers-allowed-toast = Пара снова в списке
customers-absorbed = Вошли карточки
customers-absorbed-one = № { $no }, { $when }
customers-absorbed-undo = Отделить
customers-same-as = Похоже, этот клиент есть дважды: { $name }, { $percent }

customers-merging-title = Объединить много сразу
customers-merging-at-least = Вероятность от
customers-merging-show = Показать
customers-merging-n = { $n ->
    [one] Будет объединена { $shown } пара
    [few] Будут объединены { $shown } пары
   *[many] Будет объединено { $shown } пар
}
customers-merging-none = Таких пар нет. Снизьте вероятность или сначала найдите дубли
customers-merging-sample = Проверьте эти пары: они выбраны наугад
customers-merging-sample-help = Если хоть одна пара неверна, поднимите вероятность. Всё объединение потом можно отменить целиком
customers-merging-begin = { $n ->
    [one] Объединить { $shown } пару
    [few] Объединить { $shown } пары
   *[many] Объединить { $shown } пар
}
customers-merging-begun = Объединение начато
customers-merging-under-way = Объединяем карточки
customers-merging-undoing = Разделяем карточки обратно
customers-merging-done = { $n ->
    [one] Объединена { $n } карточка
    [few] Объединены { $n } карточки
   *[many] Объединено { $n } карточек
}
customers-merging-undone = { $n ->
    [one] Отделена обратно { $n } карточка
    [few] Отделены обратно { $n } карточки
   *[many] Отделено обратно { $n } карточек
}
customers-merging-undo = Отменить всё
customers-merging-wrong = Вероятность пишут числом от 80 до 100

customers-verb-customer-merged = Сюда вошла карточка { $name }
customers-verb-customer-merged-into = Вошла в карточку { $name }
customers-verb-customer-parted = Карточка { $name } снова отдельно
customers-verb-customer-returned = Снова отдельно от карточки { $name }
customers-verb-duplicate-denied = Сказано: это не { $name }
customers-verb-duplicate-allowed = Снова может оказаться, что это { $name }
customers-timeline-merges = Объединения

customers-why-sum = { $why }: { $percent }
customers-why-differs = расходится { $values }
customers-why-family-name-same = та же фамилия
customers-why-family-name-near = похожая фамилия
customers-why-family-name-other = другая фамилия
customers-why-given-name-same = то же имя
customers-why-given-name-near = похожее имя
customers-why-given-name-other = другое имя
customers-why-patronymic-same = то же отчество
customers-why-patronymic-near = похожее отчество
customers-why-patronymic-other = другое отчество
customers-why-phone-same = тот же телефон
customers-why-phone-near = похожий телефон
customers-why-phone-other = другой телефон
customers-why-email-same = та же почта
customers-why-email-near = похожая почта
customers-why-email-other = другая почта
customers-why-birth-date-same = тот же день рождения
customers-why-birth-date-near = похожий день рождения
customers-why-birth-date-other = другой день рождения
customers-why-organization-same = то же название
customers-why-organization-near = похожее название
customers-why-organization-other = другое название
customers-why-street-same = та же улица
customers-why-street-near = похожая улица
customers-why-street-other = другая улица
customers-why-house-same = тот же дом
customers-why-house-near = похожий дом
customers-why-house-other = другой дом
customers-why-flat-same = та же квартира
customers-why-flat-near = похожая квартира
customers-why-flat-other = другая квартира
customers-why-city-same = тот же город
customers-why-city-near = похожий город
customers-why-city-other = другой город
customers-why-id-same = тот же номер
customers-why-id-near = похожий номер
customers-why-id-other = другой номер
