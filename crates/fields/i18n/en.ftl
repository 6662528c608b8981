# Names of the kinds of fields
fields-kind-text = Text
fields-kind-long-text = Long text
fields-kind-integer = Whole number
fields-kind-decimal = Decimal number
fields-kind-money = Money
fields-kind-date = Date
fields-kind-yearly-date = Yearly date
fields-kind-time-span = Duration
fields-kind-yes-no = Yes or no
fields-kind-choice = Choice from a list
fields-kind-many-choices = Several from a list
fields-kind-tag = Tag
fields-kind-link = Link to a customer
fields-kind-staff = Member of staff
fields-kind-phone = Phone
fields-kind-email = E-mail
fields-kind-url = Website
fields-kind-handle = Messenger or social network name
fields-kind-address = Address
fields-kind-file = File
fields-kind-ru-inn = INN (Russia)
fields-kind-ru-kpp = KPP (Russia)
fields-kind-ru-ogrn = OGRN (Russia)
fields-kind-ru-ogrnip = OGRNIP (Russia)
fields-kind-ru-bic = BIC (Russia)
fields-kind-ru-account = Bank account (Russia)
fields-kind-kz-iin = IIN (Kazakhstan)
fields-kind-kz-bin = BIN (Kazakhstan)
fields-kind-iban = IBAN

# What is chosen for a field
fields-setting-options = Answers
fields-setting-currency = Currency
fields-setting-least = At least
fields-setting-most = At most
fields-setting-longest = Longest, in characters
fields-setting-of = Which exactly
fields-setting-no-options = At least one answer is needed
fields-setting-option = The answer “{ $option }” needs a label and a name of Latin letters and digits
fields-setting-option-twice = The answer “{ $option }” is there twice
fields-setting-bounds = The bounds do not fit: the least is above the greatest
fields-setting-of-unknown = There is no such choice; there are: { $known }
fields-of-customer = Any customer
fields-of-person = Person
fields-of-organization = Organization
fields-of-telegram = Telegram
fields-of-whatsapp = WhatsApp
fields-of-viber = Viber
fields-of-vk = VK
fields-of-instagram = Instagram
fields-of-minutes = Minutes
fields-of-hours = Hours
fields-of-days = Days
fields-of-seconds = Seconds

# Rules told before filling
fields-rule-tag = A word or two, up to 64 characters
fields-rule-money = An amount and, if needed, a currency: 1500 or 20 USD
fields-rule-date = Day, month, year: 12.03.2024
fields-rule-yearly-date = Day and month, the year may be left out: 12.03 or 12.03.1984
fields-rule-time-span = For example: 1 h 30 min, 1:30, 2 days
fields-rule-phone = In any form: 8 701 123-45-67, +7 495 123-45-67
fields-rule-email = For example: aigul@example.kz
fields-rule-url = For example: example.kz
fields-rule-handle = A name, @name or a link to the page
fields-rule-address = City, street, house, flat
fields-rule-ru-inn = 10 digits for an organization, 12 for a person
fields-rule-ru-kpp = 9 characters
fields-rule-ru-ogrn = 13 digits
fields-rule-ru-ogrnip = 15 digits
fields-rule-ru-bic = 9 digits, the first one is 0
fields-rule-ru-account = 20 digits; with the BIC we can check it: 30101810400000000225 BIC 044525225
fields-rule-kz-iin = 12 digits, the first six are the date of birth
fields-rule-kz-bin = 12 digits, the first four are the year and month of registration
fields-rule-iban = Two letters of the country and the number; 20 characters in Kazakhstan: KZ86 125K ZT50 0410 0100

# Values
fields-yes = yes
fields-no = no
fields-phone-extension = { $number }, ext. { $extension }
fields-ru-account-shown = { $account }, BIC { $bic }

# Doubts: the value is kept and flagged
fields-doubt-phone = This number cannot be called: check the digits and the code
fields-doubt-date = Day and month can be read in two ways
fields-doubt-ru-account = The account is not checked: there is no BIC

# Errors
fields-text-empty = There is nothing here
fields-text-long = At most { $most } characters, here are { $found }
fields-number-unreadable = This is not a number
fields-number-large = The number is too large
fields-number-precise = Too many digits: up to 15 are kept exactly
fields-number-below = Not less than { $least }
fields-number-above = Not more than { $most }
fields-integer-fraction = A whole number is needed, without a fraction
fields-money-fine = { $currency } has no such small units
fields-money-currency = “{ $typed }” is not a currency we know: write three letters, such as KZT
fields-money-currencies = Both amounts must be in the same currency
fields-date-unreadable = This is not a date: day, month and year are needed, such as 12.03.2024
fields-yearly-date-unreadable = This is not a date: day and month are needed, such as 12.03
fields-yearly-date-mixed = Both dates need a year, or neither
fields-time-span-unreadable = This is not a duration: write, for example, 1 h 30 min
fields-time-span-large = Too long: a hundred years at most
fields-yes-no-unreadable = “Yes” or “no” is needed
fields-choice-unknown = There is no answer “{ $typed }”; there are: { $options }
fields-id-unreadable = This is not the id of a record
fields-phone-digits = A phone needs digits
fields-email-no-at = There is no @ in the address
fields-email-second-at = There is a second @ at place { $place }
fields-email-no-local = There is nothing before the @
fields-email-no-domain = There is nothing after the @
fields-email-no-ending = After the @ a dot and an ending are needed, such as .kz
fields-email-dot = There is a dot too many at place { $place }
fields-email-character = “{ $character }” at place { $place } cannot be in an address
fields-email-long = The address is too long
fields-url-host = This is not the address of a site: it should be like example.kz
fields-url-scheme = The address must begin with http:// or https://
fields-url-space = The address of a site has no spaces, quotes or angle brackets
fields-handle-phone = A phone number or a link with a number is needed here
fields-handle-sign = “{ $sign }” cannot be in such a name
fields-handle-length = A name has { $least } to { $most } characters
fields-handle-host = The link leads elsewhere: { $host }
fields-address-unreadable = The parts of the address cannot be read
fields-digits-sign = At place { $place } there is “{ $sign }” where a digit is needed
fields-digits-check = At place { $place } there is { $digit }, but the other digits give { $expected }: check for a typing error
fields-digits-first = The first digit is { $digit }, expected { $expected }
fields-ru-inn-length = An INN has 10 digits for an organization or 12 for a person, here are { $found }
fields-ru-inn-region = An INN cannot begin with 00
fields-ru-kpp-length = A KPP has 9 characters, here are { $found }
fields-ru-ogrn-length = An OGRN has 13 digits, here are { $found }
fields-ru-ogrnip-length = An OGRNIP has 15 digits, here are { $found }
fields-ru-bic-length = A BIC has 9 digits, here are { $found }
fields-ru-account-length = An account number has 20 digits, here are { $found }
fields-kz-length = An IIN or BIN has 12 digits, here are { $found }
fields-kz-never = Such a number is never given out: check all digits
fields-kz-iin-date = An IIN begins with the date of birth, and there is no { $date }
fields-kz-iin-future = An IIN begins with the date of birth, and { $date } has not come yet
fields-kz-iin-century = The seventh digit of an IIN is 0 to 6, here it is { $digit }
fields-kz-bin-month = The third and fourth digits of a BIN are the month of registration, here { $month }
fields-kz-bin-person = This looks like the IIN of a person: the fifth digit of a BIN is 4 to 6
fields-kz-bin-kind = The fifth digit of a BIN is 4 to 6, here it is { $digit }
fields-kz-bin-unit = The sixth digit of a BIN is 0 to 3, here it is { $digit }
fields-iban-sign = At place { $place } there is “{ $sign }”, but an IBAN has only Latin letters and digits
fields-iban-country = An IBAN begins with two letters of a country, and “{ $country }” is not in the list
fields-iban-length = An IBAN of { $country } has { $expected } characters, here are { $found }
fields-iban-check = Characters three and four are { $digits }, but the others give { $expected }: check for a typing error

# Comparisons in lists
fields-operator-is = is
fields-operator-is-not = is not
fields-operator-any-of = is one of
fields-operator-contains = contains
fields-operator-starts = starts with
fields-operator-below = less, earlier
fields-operator-above = more, later
fields-operator-between = between
fields-operator-last-days = in the last days
fields-operator-next-days = in the next days
fields-operator-known = is known
fields-operator-unknown = is unknown

# Conditions in words
fields-says-everything = everybody
fields-says-nothing = nobody
fields-says-or = or
fields-says-not = not ({ $what })
fields-says-not-value = not { $value }
fields-says-is = { $field }: { $value }
fields-says-is-not = { $field }: not { $value }
fields-says-any-of = { $field }: { $value }
fields-says-contains = { $field } contains “{ $value }”
fields-says-starts = { $field } starts with “{ $value }”
fields-says-below = { $field }: less than { $value }
fields-says-above = { $field }: more than { $value }
fields-says-before = { $field }: before { $value }
fields-says-later = { $field }: after { $value }
fields-says-between = { $field }: from { $value } to { $last }
fields-says-last-days =
    { $n ->
        [one] { $field }: in the last { $n } day
       *[other] { $field }: in the last { $n } days
    }
fields-says-next-days =
    { $n ->
        [one] { $field }: in the next { $n } day
       *[other] { $field }: in the next { $n } days
    }
fields-says-known = { $field }: known
fields-says-unknown = { $field }: unknown
fields-says-segment = segment “{ $name }”
fields-says-not-segment = not in segment “{ $name }”
fields-says-related-any = any
fields-says-related = relation: { $kind }
fields-says-related-whom = relation: { $kind } → ({ $whom })
fields-says-rows-where = { $what } ({ $rows })
fields-says-rows-last-days =
    { $n ->
        [one] { $what } in the last { $n } day
       *[other] { $what } in the last { $n } days
    }
fields-says-rows-from = { $what } since { $from }
fields-says-rows-to = { $what } up to { $to }
fields-says-rows-from-to = { $what } from { $from } to { $to }
fields-says-rows-any = { $what }: yes
fields-says-rows-none = { $what }: none
fields-says-rows-count = { $what }: { $compare }
fields-says-rows-measure = { $what }, { $measure } “{ $of }”: { $compare }
fields-says-rows-first = { $what }, first time: { $compare }
fields-says-rows-last = { $what }, last time: { $compare }
fields-says-compare-amount-at-least = at least { $value }
fields-says-compare-amount-at-most = at most { $value }
fields-says-compare-amount-is = exactly { $value }
fields-says-compare-amount-between = from { $value } to { $last }
fields-says-compare-date-at-least = { $value } or later
fields-says-compare-date-at-most = { $value } or earlier
fields-says-compare-date-is = { $value }
fields-says-compare-date-between = from { $value } to { $last }
fields-says-compare-date-last-days =
    { $n ->
        [one] in the last { $n } day
       *[other] in the last { $n } days
    }
fields-says-compare-date-days-ago =
    { $n ->
        [one] { $n } day ago or earlier
       *[other] { $n } days ago or earlier
    }

# What is measured and how it is compared
fields-measure-count = how many
fields-measure-sum = total
fields-measure-average = average
fields-measure-min = least
fields-measure-max = greatest
fields-measure-first = first time
fields-measure-last = last time
fields-compare-amount-at-least = at least
fields-compare-amount-at-most = at most
fields-compare-amount-is = exactly
fields-compare-amount-between = between
fields-compare-date-at-least = on that day or later
fields-compare-date-at-most = on that day or earlier
fields-compare-date-is = on that day
fields-compare-date-between = between two days
fields-compare-date-last-days = in the last days
fields-compare-date-days-ago = so many days ago or earlier

# Errors of conditions
fields-condition-json = The condition is not JSON: line { $line }, column { $column }
fields-condition-shape = An object with one of the keys all, any, not, field, happened, segment, related is needed
fields-condition-list = A list is needed here
fields-condition-field = The name of a field is needed
fields-condition-field-unknown = There is no field “{ $field }”
fields-condition-one-operator = Beside field exactly one comparison is needed
fields-condition-operator-unknown = There is no such comparison; there are: { $known }
fields-condition-operator = The comparison { $operator } does not suit such a field
fields-condition-true = true or false is needed here
fields-condition-value = A value that is not empty is needed here
fields-condition-count = There must be { $least } to { $most } values
fields-condition-days = A whole number of days from 1 to { $most } is needed
fields-condition-deep = The condition is nested too deep: { $most } levels at most
fields-condition-large = The condition is too large: { $most } parts at most
fields-condition-beyond = What happened, segments and relations cannot be asked about here
fields-condition-where = Inside where only the table's own columns can be asked about
fields-condition-measure = There is no such measure; there are: count, sum, average, min, max, first, last
fields-condition-of = Such a measure needs a column: the key of
fields-condition-one-comparison = Exactly one comparison that suits this measure is needed
fields-condition-two = A list of two values is needed here
fields-condition-within = An object with last_days, or with from and to, is needed
fields-condition-key = There is no such key here; there are: { $known }
