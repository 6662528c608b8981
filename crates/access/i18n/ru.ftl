# Места
access-staff = Сотрудники
access-firm = Фирма
access-me = Мои настройки

# Роли
access-role-owner = Владелец
access-role-owner-sentence = Владелец видит и решает всё: людей, права, фирму.
access-role-manager = Руководитель
access-role-manager-sentence = Руководитель видит клиентов своей команды и настраивает её работу.
access-role-seller = Продавец
access-role-seller-sentence = Продавец видит клиентов своей команды, добавляет и меняет их; выгружать базу не может.
access-role-marketer = Маркетолог
access-role-marketer-sentence = Маркетолог видит всех клиентов, ведёт сегменты и рассылки; сделки только смотрит.
access-role-analyst = Аналитик
access-role-analyst-sentence = Аналитик видит всё и настраивает отчёты, но клиентов не меняет.
access-role-reader = Наблюдатель
access-role-reader-sentence = Наблюдатель смотрит и ничего не меняет.
access-role = Роль
access-role-unknown = Такой роли нет. Выберите роль из списка.

# Права
access-rights = Что можно этому человеку
access-rights-lead = Пока ничего не выбрано, действует роль. Выбранное здесь важнее роли.
access-rights-deed = Сохранить права
access-level-none = не видит
access-level-read = смотрит
access-level-write = добавляет и меняет
access-level-arrange = настраивает для всех
access-as-role = как роль: { $what }
access-as-firm = как у фирмы: { $what }
access-scope = Чьих клиентов видит
access-scope-help = Так далеко человек видит в каждом разделе, который ему открыт.
access-scope-own = только своих
access-scope-team = своей команды
access-scope-stage = тех, кто на этапах своей команды
access-scope-all = всех
access-right-unknown = Отметьте хотя бы одно; такого права здесь нет.
access-beyond-own = Дать можно только то, что есть у вас. О владельцах решает только владелец.
access-last-owner = Это последний владелец. Сначала сделайте владельцем кого-то ещё.

# Команды
access-team = Команда
access-teams = Команды
access-teams-lead = Люди одной команды видят клиентов друг друга.
access-team-none = без команды
access-team-name = Название команды
access-team-add = Добавить команду
access-team-rename = Переименовать
access-team-people = { $n ->
    [0] никого
    [one] { $n } человек
    [few] { $n } человека
   *[many] { $n } человек
}
access-team-name-taken = Команда с таким названием уже есть.
access-team-unknown = Такой команды нет. Выберите команду из списка.
access-team-not-empty = В команде есть люди. Сначала переведите их в другую.
access-team-needed = Эта команда ещё нужна. Освободите её от того, что названо ниже, и удалите снова.

# Люди
access-name = Имя
access-your-name = Как вас зовут
access-name-missing = Напишите имя или название.
access-name-long = Не длиннее 200 букв.
access-email = E-mail
access-email-help = По нему вы будете входить. Письма придут, только если вы сами попросите о напоминаниях.
access-email-taken = Человек с таким e-mail уже есть.
access-email-wrong = Это не похоже на e-mail. Нужно так: имя@фирма.kz
access-add = Новый сотрудник
access-add-deed = Добавить
access-add-password-help = Оставьте пустым, чтобы получить ссылку: по ней человек сам придумает пароль.
access-added = { $name }: доступ открыт.
access-disabled = доступ закрыт
access-waiting = ещё не входил
access-is-disabled = Доступ этого человека закрыт. Сначала откройте его.
access-way-in = Вход
access-disable-deed = Закрыть доступ
access-disable-lead = Человек выйдет отовсюду сразу, его токены перестанут работать. Всё, что он сделал, останется.
access-disabled-done = Доступ закрыт.
access-enable-deed = Открыть доступ
access-enabled-done = Доступ снова открыт.
access-saved = Сохранено.

# Приглашение
access-invite-deed = Дать ссылку для входа
access-invited = Ссылка для нового сотрудника
access-invited-lead = Отправьте эту ссылку человеку. Она действует три дня и один раз; больше она не покажется.
access-invitation = Приглашение
access-invitation-hello = Здравствуйте, { $name }!
access-invitation-lead = Придумайте пароль, и можно начинать.
access-invitation-deed = Начать работу
access-invitation-until = Приглашение ждёт до { $when }.
access-invitation-over = Эта ссылка больше не действует: её уже использовали, заменили или прошло три дня. Попросите новую.

# Пароль
access-password = Пароль
access-password-help = Не короче 10 знаков. Лучше всего несколько слов, понятных только вам.
access-password-short = Пароль короче 10 знаков. Добавьте ещё.
access-password-long = Пароль длиннее 1000 знаков.
access-password-is-email = Пароль совпадает с e-mail. Его подберут первым.
access-password-common = Этот пароль из самых частых. Его подберут за секунду.
access-password-wrong = Сейчас у вас другой пароль.
access-password-change = Пароль
access-password-change-lead = На остальных устройствах придётся войти заново.
access-password-change-deed = Сменить пароль
access-password-current = Нынешний пароль
access-password-new = Новый пароль
access-password-changed = Пароль сменён.

# Вход
access-sign-in = Вход
access-sign-in-deed = Войти
access-sign-in-wrong = E-mail и пароль не подходят друг к другу.
access-sign-in-rest = Слишком много неудачных попыток. Подождите: { $wait }.
access-sign-in-forgot = Забыли пароль? Попросите владельца дать новую ссылку для входа.

# Сеансы
access-sessions = Где вы вошли
access-sessions-lead = Незнакомое устройство? Завершите его и смените пароль.
access-session-this = это устройство
access-session-end = Завершить
access-session-ended = Сеанс завершён.
access-sessions-end-others = Выйти на остальных
access-sessions-ended = { $n ->
    [one] Завершён { $n } сеанс.
    [few] Завершено { $n } сеанса.
   *[many] Завершено { $n } сеансов.
}
access-device-unknown = Неизвестное устройство

# Токены
access-tokens = Токены для программ
access-tokens-lead = С токеном программа работает от вашего имени и не может больше, чем вы.
access-token-name = Для чего
access-token-scopes = Что можно
access-token-all = всё, что и мне
access-token-read = только смотреть
access-token-only-read = { $what }: только смотреть
access-token-days = Сколько дней действует
access-token-days-help = Пусто значит бессрочно.
access-token-create = Создать токен
access-token-end = Отозвать
access-token-ended = Токен отозван.
access-token-made = Новый токен
access-token-made-lead = Скопируйте токен сейчас: больше он не покажется. Храните его как пароль.
access-token-unused = ещё не работал
access-token-until = до { $when }
access-token-over = истёк { $when }
access-end-past = Нужен срок в будущем, от одного дня.

# Первый запуск
access-welcome = Добро пожаловать в Картотеку
access-welcome-lead = База пустая. Расскажите о себе: вы станете её владельцем.
access-welcome-deed = Начать
access-welcome-next = С чего начнём?
access-founded = У этой базы уже есть владелец. Войдите или попросите приглашение.
access-next-import = Принести своих клиентов
access-next-import-lead = Таблица, контакты телефона, выгрузка из другой программы: покажем, что получится, и всё можно отменить.
access-next-import-deed = Загрузить файл
access-next-first = Завести первого клиента
access-next-first-lead = Одна карточка за минуту: имя, телефон и то, что вы о нём знаете.
access-next-first-deed = Добавить клиента
access-next-demo = Посмотреть на примере
access-next-demo-lead = Демонстрационная фирма с клиентами, сделками и перепиской. Убирается целиком одной кнопкой.
access-next-demo-deed = Загрузить демонстрационную фирму

# Фирма
access-firm-lead = Это действует для всех, кто не выбрал своего.
access-arranged = Что ещё настраивается
access-firm-name = Название фирмы
access-firm-lang-help = На нём говорит Картотека с теми, кто не выбрал другой.
access-country = Страна
access-country-help = От неё зависит, как читать телефоны, ИИН, БИН, ИНН и деньги.
access-country-kz = Казахстан
access-country-ru = Россия
access-country-other = другая
access-currency = Валюта
access-currency-help = Три буквы: KZT, RUB, USD.
access-currency-unknown = Такой валюты нет. Нужны три буквы, например KZT.
access-lang = Язык
access-zone = Часовой пояс
access-zone-help = В нём показано всё время.
access-zone-unknown = Такого пояса нет. Выберите пояс из списка.
access-density = Высота строк
access-density-normal = обычная
access-density-compact = плотная
access-trade = Чем занимаетесь
access-trade-shop = магазин
access-trade-supplier = поставки фирмам
access-trade-hotel = гостиница
access-trade-maker = производство
access-trade-consulting = консультации
access-trade-other = другое
