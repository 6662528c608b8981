# Названия видов полей
fields-kind-text = Текст
fields-kind-long-text = Длинный текст
fields-kind-integer = Целое число
fields-kind-decimal = Дробное число
fields-kind-money = Деньги
fields-kind-date = Дата
fields-kind-yearly-date = Ежегодная дата
fields-kind-time-span = Длительность
fields-kind-yes-no = Да или нет
fields-kind-choice = Выбор из списка
fields-kind-many-choices = Несколько из списка
fields-kind-tag = Метка
fields-kind-link = Ссылка на клиента
fields-kind-staff = Сотрудник
fields-kind-phone = Телефон
fields-kind-email = Электронная почта
fields-kind-url = Сайт
fields-kind-handle = Имя в мессенджере или соцсети
fields-kind-address = Адрес
fields-kind-file = Файл
fields-kind-ru-inn = ИНН (Россия)
fields-kind-ru-kpp = КПП (Россия)
fields-kind-ru-ogrn = ОГРН (Россия)
fields-kind-ru-ogrnip = ОГРНИП (Россия)
fields-kind-ru-bic = БИК (Россия)
fields-kind-ru-account = Банковский счёт (Россия)
fields-kind-kz-iin = ИИН (Казахстан)
fields-kind-kz-bin = БИН (Казахстан)
fields-kind-iban = IBAN (ИИК)

# Что выбирают для поля
fields-setting-options = Варианты ответа
fields-setting-currency = Валюта
fields-setting-least = Не меньше
fields-setting-most = Не больше
fields-setting-longest = Не длиннее, знаков
fields-setting-of = Что именно
fields-setting-no-options = Нужен хотя бы один вариант ответа
fields-setting-option = У варианта «{ $option }» нужны подпись и имя из латинских букв и цифр
fields-setting-option-twice = Вариант «{ $option }» есть дважды
fields-setting-bounds = Границы не сходятся: наименьшее больше наибольшего
fields-setting-of-unknown = Такого выбора нет; есть: { $known }
fields-of-customer = Любой клиент
fields-of-person = Человек
fields-of-organization = Организация
fields-of-telegram = Telegram
fields-of-whatsapp = WhatsApp
fields-of-viber = Viber
fields-of-vk = ВКонтакте
fields-of-instagram = Instagram
fields-of-minutes = Минуты
fields-of-hours = Часы
fields-of-days = Дни
fields-of-seconds = Секунды

# Правила, о которых говорим до заполнения
fields-rule-tag = Одно-два слова, до 64 знаков
fields-rule-money = Сумма и, если нужно, валюта: 1500 или 20 USD
fields-rule-date = День, месяц, год: 12.03.2024
fields-rule-yearly-date = День и месяц, год не обязателен: 12.03 или 12.03.1984
fields-rule-time-span = Например: 1 ч 30 мин, 1:30, 2 дня
fields-rule-phone = В любом виде: 8 701 123-45-67, +7 495 123-45-67
fields-rule-email = Например: aigul@example.kz
fields-rule-url = Например: example.kz
fields-rule-handle = Имя, @имя или ссылка на страницу
fields-rule-address = Город, улица, дом, квартира
fields-rule-ru-inn = 10 цифр у организации, 12 у человека
fields-rule-ru-kpp = 9 знаков
fields-rule-ru-ogrn = 13 цифр
fields-rule-ru-ogrnip = 15 цифр
fields-rule-ru-bic = 9 цифр, первая — 0
fields-rule-ru-account = 20 цифр; вместе с БИК проверим: 30101810400000000225 БИК 044525225
fields-rule-kz-iin = 12 цифр, первые шесть — дата рождения
fields-rule-kz-bin = 12 цифр, первые четыре — год и месяц регистрации
fields-rule-iban = Две буквы страны и номер; в Казахстане 20 знаков: KZ86 125K ZT50 0410 0100

# Значения
fields-yes = да
fields-no = нет
fields-phone-extension = { $number }, доб. { $extension }
fields-ru-account-shown = { $account }, БИК { $bic }

# Сомнения: значение сохранено, но помечено
fields-doubt-phone = По этому номеру нельзя позвонить: проверьте цифры и код
fields-doubt-date = День и месяц можно понять двояко
fields-doubt-ru-account = Счёт не проверен: нет БИК

# Ошибки
fields-text-empty = Здесь пусто
fields-text-long = Не больше { $most } знаков, а здесь { $found }
fields-number-unreadable = Это не число
fields-number-large = Слишком большое число
fields-number-precise = Слишком много цифр: точно храним до 15
fields-number-below = Не меньше { $least }
fields-number-above = Не больше { $most }
fields-integer-fraction = Нужно целое число, без дроби
fields-money-fine = У { $currency } нет таких мелких долей
fields-money-currency = Не знаем валюту «{ $typed }»: напишите три буквы, например KZT
fields-money-currencies = Обе суммы должны быть в одной валюте
fields-date-unreadable = Это не дата: нужны день, месяц и год, например 12.03.2024
fields-yearly-date-unreadable = Это не дата: нужны день и месяц, например 12.03
fields-yearly-date-mixed = Обе даты должны быть с годом или обе без года
fields-time-span-unreadable = Непонятная длительность: напишите, например, 1 ч 30 мин
fields-time-span-large = Слишком долго: не больше ста лет
fields-yes-no-unreadable = Нужно «да» или «нет»
fields-choice-unknown = Нет ответа «{ $typed }»; есть: { $options }
fields-id-unreadable = Это не номер записи
fields-phone-digits = В телефоне должны быть цифры
fields-email-no-at = В адресе нет знака @
fields-email-second-at = Лишний знак @ на { $place }-м месте
fields-email-no-local = Перед @ ничего нет
fields-email-no-domain = После @ ничего нет
fields-email-no-ending = После @ нужна точка и окончание, например .kz
fields-email-dot = Лишняя точка на { $place }-м месте
fields-email-character = Знак «{ $character }» на { $place }-м месте не может быть в адресе
fields-email-long = Адрес слишком длинный
fields-url-host = Это не адрес сайта: нужен, например, example.kz
fields-url-scheme = Адрес должен начинаться с http:// или https://
fields-url-space = В адресе сайта не бывает пробелов, кавычек и угловых скобок
fields-handle-phone = Здесь нужен номер телефона или ссылка с номером
fields-handle-sign = Знака «{ $sign }» в таком имени не бывает
fields-handle-length = В имени от { $least } до { $most } знаков
fields-handle-host = Ссылка ведёт в другое место: { $host }
fields-address-unreadable = Не удалось прочесть части адреса
fields-digits-sign = На { $place }-м месте «{ $sign }», а нужна цифра
fields-digits-check = На { $place }-м месте { $digit }, а по остальным цифрам должно быть { $expected }: проверьте, нет ли опечатки
fields-digits-first = Первая цифра { $digit }, а должна быть { $expected }
fields-ru-inn-length = В ИНН 10 цифр у организации или 12 у человека, а здесь { $found }
fields-ru-inn-region = ИНН не может начинаться с 00
fields-ru-kpp-length = В КПП 9 знаков, а здесь { $found }
fields-ru-ogrn-length = В ОГРН 13 цифр, а здесь { $found }
fields-ru-ogrnip-length = В ОГРНИП 15 цифр, а здесь { $found }
fields-ru-bic-length = В БИК 9 цифр, а здесь { $found }
fields-ru-account-length = В номере счёта 20 цифр, а здесь { $found }
fields-kz-length = В ИИН и БИН 12 цифр, а здесь { $found }
fields-kz-never = Такой номер не выдают: проверьте все цифры
fields-kz-iin-date = ИИН начинается с даты рождения, а даты { $date } не бывает
fields-kz-iin-future = ИИН начинается с даты рождения, а { $date } ещё не наступило
fields-kz-iin-century = Седьмая цифра ИИН — от 0 до 6, а здесь { $digit }
fields-kz-bin-month = Третья и четвёртая цифры БИН — месяц регистрации, а здесь { $month }
fields-kz-bin-person = Похоже на ИИН человека: пятая цифра БИН — от 4 до 6
fields-kz-bin-kind = Пятая цифра БИН — от 4 до 6, а здесь { $digit }
fields-kz-bin-unit = Шестая цифра БИН — от 0 до 3, а здесь { $digit }
fields-iban-sign = На { $place }-м месте «{ $sign }», а в IBAN только латинские буквы и цифры
fields-iban-country = IBAN начинается с двух букв страны, а страны «{ $country }» в списке нет
fields-iban-length = В IBAN страны { $country } { $expected } знаков, а здесь { $found }
fields-iban-check = Третий и четвёртый знаки — { $digits }, а по остальным должно быть { $expected }: проверьте, нет ли опечатки

# Сравнения в списках
fields-operator-is = равно
fields-operator-is-not = не равно
fields-operator-any-of = одно из
fields-operator-contains = содержит
fields-operator-starts = начинается с
fields-operator-below = меньше, раньше
fields-operator-above = больше, позже
fields-operator-between = от и до
fields-operator-last-days = за последние дни
fields-operator-next-days = в ближайшие дни
fields-operator-known = известно
fields-operator-unknown = неизвестно

# Условия словами
fields-says-everything = все
fields-says-nothing = никто
fields-says-or = или
fields-says-not = не ({ $what })
fields-says-not-value = не { $value }
fields-says-is = { $field }: { $value }
fields-says-is-not = { $field }: не { $value }
fields-says-any-of = { $field }: { $value }
fields-says-contains = { $field } содержит «{ $value }»
fields-says-starts = { $field } начинается с «{ $value }»
fields-says-below = { $field }: меньше { $value }
fields-says-above = { $field }: больше { $value }
fields-says-before = { $field }: раньше { $value }
fields-says-later = { $field }: позже { $value }
fields-says-between = { $field }: от { $value } до { $last }
fields-says-last-days =
    { $n ->
        [one] { $field }: за последний { $n } день
        [few] { $field }: за последние { $n } дня
       *[many] { $field }: за последние { $n } дней
    }
fields-says-next-days =
    { $n ->
        [one] { $field }: в ближайший { $n } день
        [few] { $field }: в ближайшие { $n } дня
       *[many] { $field }: в ближайшие { $n } дней
    }
fields-says-known = { $field }: известно
fields-says-unknown = { $field }: неизвестно
fields-says-segment = сегмент «{ $name }»
fields-says-not-segment = не в сегменте «{ $name }»
fields-says-related-any = любая
fields-says-related = связь: { $kind }
fields-says-related-whom = связь: { $kind } → ({ $whom })
fields-says-rows-where = { $what } ({ $rows })
fields-says-rows-last-days =
    { $n ->
        [one] { $what } за последний { $n } день
        [few] { $what } за последние { $n } дня
        [many] { $what } за последние { $n } дней
       *[other] { $what } за последние { $n } дней
    }
fields-says-rows-from = { $what } с { $from }
fields-says-rows-to = { $what } до { $to } включительно
fields-says-rows-from-to = { $what } с { $from } по { $to }
fields-says-rows-any = { $what }: есть
fields-says-rows-none = { $what }: нет
fields-says-rows-count = { $what }: { $compare }
fields-says-rows-measure = { $what }, { $measure } «{ $of }»: { $compare }
fields-says-rows-first = { $what }, первый раз: { $compare }
fields-says-rows-last = { $what }, последний раз: { $compare }
fields-says-compare-amount-at-least = не меньше { $value }
fields-says-compare-amount-at-most = не больше { $value }
fields-says-compare-amount-is = ровно { $value }
fields-says-compare-amount-between = от { $value } до { $last }
fields-says-compare-date-at-least = не раньше { $value }
fields-says-compare-date-at-most = не позже { $value }
fields-says-compare-date-is = { $value }
fields-says-compare-date-between = с { $value } по { $last }
fields-says-compare-date-last-days =
    { $n ->
        [one] за последний { $n } день
        [few] за последние { $n } дня
        [many] за последние { $n } дней
       *[other] за последние { $n } дней
    }
fields-says-compare-date-days-ago =
    { $n ->
        [one] { $n } день назад или раньше
        [few] { $n } дня назад или раньше
        [many] { $n } дней назад или раньше
       *[other] { $n } дней назад или раньше
    }

# Что и как измеряется
fields-measure-count = сколько
fields-measure-sum = всего
fields-measure-average = в среднем
fields-measure-min = наименьшее
fields-measure-max = наибольшее
fields-measure-first = первый раз
fields-measure-last = последний раз
fields-compare-amount-at-least = не меньше
fields-compare-amount-at-most = не больше
fields-compare-amount-is = ровно
fields-compare-amount-between = от и до
fields-compare-date-at-least = не раньше
fields-compare-date-at-most = не позже
fields-compare-date-is = в этот день
fields-compare-date-between = с и по
fields-compare-date-last-days = за последние дни
fields-compare-date-days-ago = столько дней назад или раньше

# Ошибки условий
fields-condition-json = Условие — не JSON: строка { $line }, знак { $column }
fields-condition-shape = Нужен объект с одним из ключей all, any, not, field, happened, segment, related
fields-condition-list = Здесь нужен список
fields-condition-field = Нужно имя поля
fields-condition-field-unknown = Нет поля «{ $field }»
fields-condition-one-operator = Рядом с field нужно ровно одно сравнение
fields-condition-operator-unknown = Нет такого сравнения; есть: { $known }
fields-condition-operator = Сравнение { $operator } не подходит такому полю
fields-condition-true = Здесь нужно true или false
fields-condition-value = Здесь нужно непустое значение
fields-condition-count = Значений должно быть от { $least } до { $most }
fields-condition-days = Нужно целое число дней от 1 до { $most }
fields-condition-deep = Условие вложено слишком глубоко: не больше { $most } уровней
fields-condition-large = Условие слишком большое: не больше { $most } частей
fields-condition-beyond = О том, что происходило, о сегментах и связях здесь спросить нельзя
fields-condition-where = Внутри where можно спросить только о столбцах самой таблицы
fields-condition-measure = Нет такой меры; есть: count, sum, average, min, max, first, last
fields-condition-of = Для такой меры нужен столбец: ключ of
fields-condition-one-comparison = Нужно ровно одно сравнение, подходящее этой мере
fields-condition-two = Здесь нужен список из двух значений
fields-condition-within = Нужен объект с last_days, либо с from и to
fields-condition-key = Здесь такого ключа нет; есть: { $known }
