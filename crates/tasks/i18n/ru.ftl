tasks-title = Задачи
tasks-new = Новая задача
tasks-calendar = Календарь
tasks-more = Ещё
tasks-further = Показать ещё
tasks-whose = Чьи задачи
tasks-show = Показать
tasks-tab-today = Сегодня
tasks-tab-all = Все мои
tasks-tab-queue = Очередь команды
tasks-tab-done = Сделанные
tasks-empty-today = На сегодня всё
tasks-empty-today-hint = Здесь будет план дня: сначала обещания ко времени, потом самые важные клиенты.
tasks-empty-queue = Очередь пуста
tasks-empty-queue-hint = Задача без исполнителя, назначенная команде, ждёт здесь, пока её кто-нибудь не возьмёт.
tasks-empty = Здесь пока ничего нет
tasks-empty-hint = Поставьте задачу: позвонить, написать, поздравить. Дни рождения придут сами.
tasks-empty-card = Этому клиенту ничего не обещано
tasks-empty-card-hint = Договорились о звонке или встрече? Поставьте задачу, и она придёт в план дня.
tasks-finish = Сделано
tasks-reopen = Открыть снова
tasks-take = Взять себе
tasks-put-off = На завтра
tasks-put-off-hint = Отложить на день
tasks-drop = Не нужно
tasks-done = Сделано
tasks-done-again = Сделано. В следующий раз: { $name }
tasks-reopened = Задача снова открыта
tasks-dropped = Задача снята
tasks-taken = Задача ваша
tasks-put-off-to = Перенесено: { $name }
tasks-added = Задача поставлена: { $name }
tasks-changed = Задача изменена
tasks-is-closed = Задача закрыта.
tasks-not-now = Задачу уже закрыл или взял кто-то другой. Обновите страницу.
tasks-kind = Что
tasks-kind-call = Позвонить
tasks-kind-write = Написать
tasks-kind-meet = Встретиться
tasks-kind-visit = Съездить
tasks-kind-congratulate = Поздравить
tasks-kind-gift = Подарить
tasks-kind-other = Сделать
tasks-kind-unknown = Такого вида задач нет.
tasks-state-unknown = Состояние бывает open или closed.
tasks-what = Коротко
tasks-what-help = Можно не писать, если вид говорит всё.
tasks-title-long = Слишком длинно: уместите в 200 букв, остальное напишите в подробностях.
tasks-note-long = Слишком длинно: не больше 5 000 букв.
tasks-about = О ком
tasks-about-help = Имя, телефон или номер карточки.
tasks-due-on = Когда
tasks-due-time = Во сколько
tasks-due-time-help = Пусто: в любое время дня.
tasks-due-time-silent = Тогда у клиента будет { $time }, а он просил беспокоить { $hours }. Выберите другое время или оставьте пустым.
tasks-day-unreadable = Такого дня нет. Напишите день как 2026-03-12.
tasks-time-unreadable = Такого времени нет. Напишите время как 15:30.
tasks-assignee = Кто делает
tasks-assignee-unknown = Такого сотрудника нет или он больше не работает.
tasks-nobody = никто пока
tasks-team = Команда
tasks-team-help = Без исполнителя задача встанет в очередь команды.
tasks-team-unknown = Такой команды нет.
tasks-no-team = без команды
tasks-every = Повторять каждые
tasks-every-help = От 1 до 99.
tasks-every-out-of-range = Повторять можно каждые 1–99 дней, недель, месяцев или лет.
tasks-unit = Чего
tasks-once = не повторять
tasks-unit-day = дней
tasks-unit-week = недель
tasks-unit-month = месяцев
tasks-unit-year = лет
tasks-note = Подробности
tasks-outcome = Что вышло
tasks-outcome-help = Одна строка для истории клиента.
tasks-save = Сохранить
tasks-add = Поставить задачу
tasks-today = сегодня
tasks-tomorrow = завтра
tasks-yesterday = вчера
tasks-day-at = { $day } в { $time }
tasks-there-late = там { $time }, можно { $hours }
tasks-there-late-guessed = там, видимо, { $time }, можно { $hours }
tasks-there-awake = там { $time }
tasks-there-awake-guessed = там, видимо, { $time }
tasks-there-then = там будет { $time }
tasks-there-then-guessed = там, видимо, будет { $time }
tasks-there-then-late = там будет { $time }, можно { $hours }
tasks-there-then-late-guessed = там, видимо, будет { $time }, можно { $hours }
tasks-view-day = День
tasks-view-week = Неделя
tasks-view-month = Месяц
tasks-before = Раньше
tasks-after = Позже
tasks-drag-hint = Задачу можно перетащить на другой день мышью или пальцем; с клавиатуры: пробел, стрелки, пробел.
tasks-feed = Календарь на телефоне
tasks-feed-make = Показать в календаре телефона
tasks-feed-renew = Новый адрес календаря
tasks-feed-renew-ask = Прежний адрес перестанет работать. Сделать новый?
tasks-feed-end = Закрыть календарь
tasks-feed-ended = Адрес календаря больше не работает
tasks-feed-lead = Скопируйте адрес ссылки и подпишитесь на него в календаре телефона или компьютера. Имён клиентов в нём нет, только ваши задачи.
tasks-feed-once = Адрес показывается один раз. Кто его знает, видит ваши задачи.
tasks-birthday = Поздравить с днём рождения
tasks-birthday-lonely = Напоминание о дне рождения появится, когда за клиента кто-нибудь будет отвечать
tasks-date = Поздравить с важной датой
tasks-holiday = { $name }: поздравить клиентов
tasks-holiday-new-year = Новый год
tasks-holiday-christmas = Рождество
tasks-holiday-defenders-ru = 23 Февраля
tasks-holiday-womens-day = 8 Марта
tasks-holiday-nauryz = Наурыз
tasks-holiday-unity-kz = День единства народа Казахстана
tasks-holiday-spring-ru = Первомай
tasks-holiday-defenders-kz = День защитника Отечества
tasks-holiday-victory = День Победы
tasks-holiday-russia-day = День России
tasks-holiday-capital-day = День столицы
tasks-holiday-constitution-kz = День Конституции
tasks-holiday-republic-kz = День Республики
tasks-holiday-unity-ru = День народного единства
tasks-holiday-independence-kz = День Независимости Казахстана
tasks-every-day = { $n ->
    [1] каждый день
    [one] каждые { $n } день
    [few] каждые { $n } дня
   *[many] каждые { $n } дней
}
tasks-every-week = { $n ->
    [1] каждую неделю
    [one] каждые { $n } неделю
    [few] каждые { $n } недели
   *[many] каждые { $n } недель
}
tasks-every-month = { $n ->
    [1] каждый месяц
    [one] каждые { $n } месяц
    [few] каждые { $n } месяца
   *[many] каждые { $n } месяцев
}
tasks-every-year = { $n ->
    [1] каждый год
    [one] каждые { $n } год
    [few] каждые { $n } года
   *[many] каждые { $n } лет
}
tasks-verb-added = Задача: { $name }, { $day }
tasks-verb-changed = Задача изменена: { $name }, { $day }
tasks-verb-moved = Задача перенесена: { $name }, { $day }
tasks-verb-taken = Задача взята: { $name }
tasks-verb-done = Сделано: { $name }
tasks-verb-dropped = Задача снята: { $name }
tasks-verb-reopened = Задача снова открыта: { $name }
tasks-to-hand-over = { $n ->
    [0] Открытых задач нет.
    [one] { $n } открытая задача перейдёт вместе с клиентами.
    [few] { $n } открытые задачи перейдут вместе с клиентами.
   *[many] { $n } открытых задач перейдут вместе с клиентами.
}
tasks-team-needed-by-queue = { $n ->
    [one] В её очереди ждёт { $n } задача: назначьте исполнителя или пусть её возьмут.
    [few] В её очереди ждут { $n } задачи: назначьте исполнителей или пусть их возьмут.
   *[many] В её очереди ждут { $n } задач: назначьте исполнителей или пусть их возьмут.
}
