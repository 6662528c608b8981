# Общие слова: рамка, кнопки, состояния.
ui-product = Картотека
ui-tagline = Картотека: одна правдивая карточка на клиента
ui-skip = К содержанию
ui-capabilities = Разделы
ui-more = Ещё
ui-fold = Свернуть
ui-demo = Демофирма
ui-demo-hint = В базе демонстрационная фирма. Её можно убрать целиком одной кнопкой
ui-search = Поиск
ui-search-hint = Найти клиента или действие
ui-palette = Поиск и действия
ui-nothing-found = Ничего не нашлось
ui-running = { $n ->
    [one] Выполняется { $n } задание
    [few] Выполняется { $n } задания
   *[many] Выполняется { $n } заданий
}
ui-reminders = { $n ->
    [one] { $n } напоминание
    [few] { $n } напоминания
   *[many] { $n } напоминаний
}
ui-my-settings = Мои настройки
ui-sign-out = Выйти
ui-theme = Тема
ui-theme-system = Как на устройстве
ui-theme-light = Светлая
ui-theme-dark = Тёмная
ui-drawer = Карточка

# Кнопки
ui-save = Сохранить
ui-cancel = Отменить
ui-close = Закрыть
ui-undo = Вернуть
ui-add = Добавить
ui-change = Изменить
ui-remove = Убрать
ui-delete = Удалить
ui-archive = В архив
ui-restore = Вернуть из архива
ui-open = Открыть
ui-open-whole = Открыть целиком
ui-back = Назад
ui-next = Дальше
ui-go-on = Продолжить
ui-done = Готово
ui-apply = Применить
ui-reset = Сбросить
ui-clear = Очистить
ui-copy = Скопировать
ui-download = Скачать
ui-upload = Загрузить
ui-try-again = Попробовать ещё раз
ui-stop = Остановить
ui-select = Выбрать
ui-select-all = Выбрать все на странице
ui-show-more = Показать ещё
ui-learn-more = Подробнее
ui-filter = Отбор
ui-filter-add = Условие
ui-conditions-all = выполнены все
ui-conditions-any = выполнено хотя бы одно
ui-conditions-none = не выполнено ни одно
ui-conditions-group = Группа условий
ui-columns = Столбцы
ui-columns-hint = Перетащите, чтобы поменять порядок
ui-sort = Порядок
ui-sort-up = По возрастанию
ui-sort-down = По убыванию
ui-column-wider = Ширина столбца
ui-views = Виды
ui-view-save = Сохранить вид
ui-previous = Назад
ui-page-of = Страницы
ui-export = Выгрузить
ui-import = Загрузить из файла
ui-settings = Настройки

# Состояния
ui-yes = да
ui-no = нет
ui-and = и
ui-or = или
ui-not = не
ui-none = нет данных
ui-loading = Загружается
ui-saved = Сохранено
ui-copied = Скопировано
ui-failed = Не получилось. Данные на месте, попробуйте ещё раз
ui-offline = Нет связи с сервером. Набранное сохранено на этом устройстве
ui-required = обязательно
ui-optional = можно не заполнять
ui-right = верно
ui-error-count = { $n ->
    [one] Исправьте { $n } поле
    [few] Исправьте { $n } поля
   *[many] Исправьте { $n } полей
}
ui-draft-restored = Восстановлен черновик
ui-draft-discard = Не нужен
ui-leave = Уйти без сохранения?
ui-selected = Выбрано:
ui-all = Все
ui-estimate = примерно
ui-rows = { $n ->
    [one] { $n } строка
    [few] { $n } строки
   *[many] { $n } строк
}
ui-rows-word = Таблица
ui-board-word = Доска
ui-example = Пример
ui-why = Почему
ui-drop-here = Перетащите файл сюда или выберите его
ui-show-password = Показать пароль

# Сведения
ui-fact-source = Откуда
ui-fact-when = Когда
ui-fact-who = Кто внёс
ui-fact-sure = Уверенность
ui-fact-history = Было раньше
ui-fact-still-so = Всё ещё так
ui-fact-semantic = сведение
ui-fact-episodic = из событий
ui-fact-hypothetical = предположение
ui-fact-value = ценность
ui-conflict = Источники расходятся
ui-conflict-pick = Верно это
ui-completeness = Заполнено на { $percent } %
ui-freshness = Свежесть

# Клавиши
ui-keys = Клавиши
ui-keys-palette = поиск и любое действие
ui-keys-search = поиск в списке
ui-keys-down = следующая строка
ui-keys-up = предыдущая строка
ui-keys-select = отметить строку
ui-keys-open = открыть карточку
ui-keys-drawer = открыть сбоку
ui-keys-edit = изменить
ui-keys-new = добавить
ui-keys-close = закрыть
ui-keys-help = этот список
ui-alarms = { $n ->
    [one] { $n } тревога
    [few] { $n } тревоги
   *[many] { $n } тревог
}
