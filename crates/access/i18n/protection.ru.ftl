# Что видят роли
access-outlooks = Кто что видит
access-outlooks-lead = Так видят клиентов люди каждой роли. Отдельному человеку можно дать другой круг на его странице.
access-outlooks-rule = Клиента, которого человек не видит, для него нет нигде: ни в списках и счёте, ни в поиске, ни в выгрузке, ни в чужих карточках. Скрытое поле нельзя искать, упорядочивать и подбирать.
access-outlook-change = Изменить
access-outlook-own = только своих клиентов
access-outlook-team = клиентов своей команды
access-outlook-all = всех клиентов
access-outlook-stage = клиентов на этапах своей команды
access-outlook-beside = { $what }: { $whose }.
access-outlook-others = В других разделах
access-outlook-others-help = Чьи записи видны, если иначе, чем у клиентов. Запись о невидимом клиенте не видна нигде.
access-outlook-usual = как обычно: { $whose }
access-scope-unknown = У этого раздела нет круга видимости.
access-outlook-open = { $role } видит { $whose }, все поля открыты.
access-outlook-sealed = { $role } видит { $whose }; скрыты: { $hidden }.
access-outlook-masked = { $role } видит { $whose }; скрыты: { $hidden }, раскрыть можно { $n ->
    [one] { $n } раз
    [few] { $n } раза
   *[many] { $n } раз
} в день.
access-outlook-scope-help = Без команды человек видит только своих. Клиентов без ответственного видят те, кто видит всех.
access-outlook-mask = Скрытые поля
access-outlook-mask-help = Телефон будет выглядеть как +7 *** *** 12 34, e-mail как a***@d***.kz.
access-mask-unknown = Такого поля нет, или его нельзя скрыть.
access-quota-reveals = Сколько раз в день можно раскрыть скрытое
access-quota-reveals-help = Каждый раз с причиной и записью в журнале. Ноль запрещает.
access-quota-exports = Сколько записей в день можно выгрузить
access-quota-exports-help = Действует для тех, у кого есть право выгружать.
access-quota-export-alone = Сколько записей можно выгрузить без согласия второго человека
access-quota-export-alone-help = Больше этого ждёт, пока согласится кто-то ещё.
access-quota-over = На сегодня это исчерпано. Завтра можно снова, или попросите владельца увеличить дневной предел.
access-export = Выгрузка данных
access-reveal = Раскрытие скрытых полей
access-reason-missing = Напишите причину.
access-not-agreed = Сначала кто-то ещё должен согласиться, или согласию больше трёх дней.
access-own-deed = О своём собственном решает кто-то другой.
access-too-often = Слишком много неудачных попыток. Подождите несколько минут.
access-country-unknown = Такой страны нет. Нужно kz, ru или other.
access-lang-unknown = Такого языка нет. Нужно ru, kk или en.
access-watermark = Выгрузка № { $no }: { $who }, { $when }

# Кто смотрел
access-audit = Защита
access-audit-reads = Кто смотрел
access-audit-exports = Выгрузки
access-audit-alarms = Тревоги
access-audit-who = Кто
access-audit-anybody = кто угодно
access-audit-nobody = никто из людей
access-audit-how = Как
access-audit-any-way = как угодно
access-audit-customer = Клиент
access-audit-customer-help = Адрес или номер карточки из её адреса.
access-audit-customer-hint = Адрес карточки
access-audit-customer-unknown = Вставьте адрес карточки клиента или номер из него: по имени и телефону здесь не ищут.
access-audit-from = С
access-audit-until = По
access-audit-show = Показать
access-audit-when = Когда
access-audit-n = Сколько
access-audit-what = Что искали
access-audit-what-interactions = касания
access-audit-what-disclosure = всё, что известно
access-audit-card = Карточка
access-audit-older = Раньше
access-audit-deeds = Действия
access-audit-empty = Никто ничего не смотрел
access-audit-empty-hint = Здесь появится каждый просмотр карточки, списка, поиск, раскрытие и выгрузка.
access-read-card = открыл карточку
access-read-list = смотрел список
access-read-search = искал
access-read-reveal = раскрыл скрытое
access-read-export = выгрузил

# Выгрузки
access-exports-empty = Никто ничего не выгружал
access-exports-empty-hint = Здесь будет каждая выгрузка: кто, сколько, зачем и кто согласился.
access-export-format = Формат
access-export-reason = Зачем
access-export-state = Состояние
access-export-waiting = ждёт согласия
access-export-agreed = разрешена
access-export-refused = отказано
access-export-begun = выгружена
access-export-agree = Согласиться
access-export-refuse = Отказать

# Тревоги
access-alarms-empty = Тревог нет
access-alarms-empty-hint = Здесь появится тот, кто смотрит намного больше обычного или трогает контрольную запись.
access-alarm-look = Что смотрел
access-alarm-settle = Разобрались
access-alarm-settled = разобрались: { $who }, { $when }
access-alarm-settled-done = Тревога снята.
access-alarm-canary-card = { $who }: открыта контрольная запись
access-alarm-canary-reveal = { $who }: раскрыта контрольная запись
access-alarm-canary-export = { $who }: выгружена контрольная запись
access-alarm-canary-mail = { $who }: контрольной записи написали
access-alarm-canary-call = { $who }: контрольной записи позвонили
access-alarm-canary-why = Такого клиента на самом деле нет, и по работе трогать его незачем.
access-alarm-unusual-card = { $who }: за день открыто карточек: { $n }
access-alarm-unusual-list = { $who }: за день просмотрено страниц списка: { $n }
access-alarm-unusual-search = { $who }: за день поисков: { $n }
access-alarm-unusual-reveal = { $who }: за день раскрыто скрытых значений: { $n }
access-alarm-unusual-export = { $who }: за день выгружено записей: { $n }
access-alarm-usual-both = Обычно { $own } в день, у коллег { $others }.
access-alarm-usual-own = Обычно { $own } в день.
access-alarm-usual-others = У коллег обычно { $others } в день.
access-alarm-usual-none = Что обычно для этого человека, пока не известно: у него и коллег меньше пяти рабочих дней.
access-hand-over = Передать дела

# Контрольные записи
access-canaries = Контрольные записи
access-canaries-lead = Заведите выдуманного клиента и отметьте его здесь. Кто его откроет, раскроет или выгрузит, вызовет тревогу. На карточке этого не видно.
access-canary-plant = Отметить
access-canary-planted = Контрольная запись отмечена.
access-canary-lift = Снять отметку
access-canary-lifted = Отметка снята.
access-canary-unknown = Нужен адрес карточки или номер из него.
access-audit-changes = Изменения
access-audit-verb = Что сделано
access-audit-fields = Поля
access-audit-changes-empty = Таких изменений нет
access-audit-changes-empty-hint = Выберите другой срок или другого человека.
