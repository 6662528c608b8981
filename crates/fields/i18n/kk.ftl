# Өріс түрлерінің атаулары
fields-kind-text = Мәтін
fields-kind-long-text = Ұзын мәтін
fields-kind-integer = Бүтін сан
fields-kind-decimal = Бөлшек сан
fields-kind-money = Ақша
fields-kind-date = Күні
fields-kind-yearly-date = Жыл сайынғы күн
fields-kind-time-span = Ұзақтығы
fields-kind-yes-no = Иә немесе жоқ
fields-kind-choice = Тізімнен таңдау
fields-kind-many-choices = Тізімнен бірнешеуі
fields-kind-tag = Белгі
fields-kind-link = Клиентке сілтеме
fields-kind-staff = Қызметкер
fields-kind-phone = Телефон
fields-kind-email = Электрондық пошта
fields-kind-url = Сайт
fields-kind-handle = Мессенджердегі не әлеуметтік желідегі аты
fields-kind-address = Мекенжай
fields-kind-file = Файл
fields-kind-ru-inn = ИНН (Ресей)
fields-kind-ru-kpp = КПП (Ресей)
fields-kind-ru-ogrn = ОГРН (Ресей)
fields-kind-ru-ogrnip = ОГРНИП (Ресей)
fields-kind-ru-bic = БИК (Ресей)
fields-kind-ru-account = Банк шоты (Ресей)
fields-kind-kz-iin = ЖСН (Қазақстан)
fields-kind-kz-bin = БСН (Қазақстан)
fields-kind-iban = IBAN (ЖСК)

# Өріске не таңдалады
fields-setting-options = Жауап нұсқалары
fields-setting-currency = Валюта
fields-setting-least = Ең кемі
fields-setting-most = Ең көбі
fields-setting-longest = Ең көп таңба саны
fields-setting-of = Нақты қайсысы
fields-setting-no-options = Кемінде бір жауап нұсқасы керек
fields-setting-option = «{ $option }» нұсқасына жазуы мен латын әріптері мен цифрлардан тұратын аты керек
fields-setting-option-twice = «{ $option }» нұсқасы екі рет берілген
fields-setting-bounds = Шектері сәйкес емес: ең кемі ең көбінен үлкен
fields-setting-of-unknown = Мұндай таңдау жоқ; барлары: { $known }
fields-of-customer = Кез келген клиент
fields-of-person = Жеке тұлға
fields-of-organization = Ұйым
fields-of-telegram = Telegram
fields-of-whatsapp = WhatsApp
fields-of-viber = Viber
fields-of-vk = ВКонтакте
fields-of-instagram = Instagram
fields-of-minutes = Минут
fields-of-hours = Сағат
fields-of-days = Күн
fields-of-seconds = Секунд

# Толтырудан бұрын айтылатын ережелер
fields-rule-tag = Бір-екі сөз, 64 таңбаға дейін
fields-rule-money = Сомасы, керек болса валютасы: 1500 немесе 20 USD
fields-rule-date = Күні, айы, жылы: 12.03.2024
fields-rule-yearly-date = Күні мен айы, жылы міндетті емес: 12.03 немесе 12.03.1984
fields-rule-time-span = Мысалы: 1 сағ 30 мин, 1:30, 2 күн
fields-rule-phone = Қалай жазсаңыз да болады: 8 701 123-45-67, +7 495 123-45-67
fields-rule-email = Мысалы: aigul@example.kz
fields-rule-url = Мысалы: example.kz
fields-rule-handle = Аты, @аты немесе парақшасының сілтемесі
fields-rule-address = Қала, көше, үй, пәтер
fields-rule-ru-inn = Ұйымда 10 цифр, жеке адамда 12 цифр
fields-rule-ru-kpp = 9 таңба
fields-rule-ru-ogrn = 13 цифр
fields-rule-ru-ogrnip = 15 цифр
fields-rule-ru-bic = 9 цифр, біріншісі — 0
fields-rule-ru-account = 20 цифр; БИК-пен бірге жазсаңыз, тексереміз: 30101810400000000225 БИК 044525225
fields-rule-kz-iin = 12 цифр, алғашқы алтауы — туған күні
fields-rule-kz-bin = 12 цифр, алғашқы төртеуі — тіркелген жылы мен айы
fields-rule-iban = Елдің екі әрпі мен нөмірі; Қазақстанда 20 таңба: KZ86 125K ZT50 0410 0100

# Мәндер
fields-yes = иә
fields-no = жоқ
fields-phone-extension = { $number }, ішкі { $extension }
fields-ru-account-shown = { $account }, БИК { $bic }

# Күмән: мән сақталды, бірақ белгіленді
fields-doubt-phone = Бұл нөмірге қоңырау шалу мүмкін емес: цифрлары мен кодын тексеріңіз
fields-doubt-date = Күні мен айын екі түрлі түсінуге болады
fields-doubt-ru-account = Шот тексерілмеді: БИК жоқ

# Қателер
fields-text-empty = Мұнда ештеңе жоқ
fields-text-long = { $most } таңбадан аспауы керек, мұнда { $found }
fields-number-unreadable = Бұл сан емес
fields-number-large = Сан тым үлкен
fields-number-precise = Цифр тым көп: 15 цифрға дейін дәл сақтаймыз
fields-number-below = { $least } не одан көп болуы керек
fields-number-above = { $most } не одан аз болуы керек
fields-integer-fraction = Бөлшексіз, бүтін сан керек
fields-money-fine = { $currency } валютасында мұндай ұсақ бөлшек жоқ
fields-money-currency = «{ $typed }» деген валютаны білмейміз: үш әрпін жазыңыз, мысалы KZT
fields-money-currencies = Екі сома бір валютада болуы керек
fields-date-unreadable = Бұл күн емес: күні, айы, жылы керек, мысалы 12.03.2024
fields-yearly-date-unreadable = Бұл күн емес: күні мен айы керек, мысалы 12.03
fields-yearly-date-mixed = Екі күннің де жылы жазылсын немесе екеуі де жылсыз болсын
fields-time-span-unreadable = Ұзақтығы түсініксіз: мысалы, 1 сағ 30 мин деп жазыңыз
fields-time-span-large = Тым ұзақ: жүз жылдан аспауы керек
fields-yes-no-unreadable = «Иә» немесе «жоқ» деп жазыңыз
fields-choice-unknown = «{ $typed }» деген жауап жоқ; барлары: { $options }
fields-id-unreadable = Бұл жазбаның нөмірі емес
fields-phone-digits = Телефонда цифр болуы керек
fields-email-no-at = Мекенжайда @ белгісі жоқ
fields-email-second-at = { $place }-орында артық @ белгісі тұр
fields-email-no-local = @ белгісінің алдында ештеңе жоқ
fields-email-no-domain = @ белгісінен кейін ештеңе жоқ
fields-email-no-ending = @ белгісінен кейін нүкте мен жалғасы керек, мысалы .kz
fields-email-dot = { $place }-орында артық нүкте тұр
fields-email-character = { $place }-орындағы «{ $character }» таңбасы мекенжайда бола алмайды
fields-email-long = Мекенжай тым ұзын
fields-url-host = Бұл сайт мекенжайы емес: мысалы, example.kz керек
fields-url-scheme = Мекенжай http:// немесе https:// деп басталуы керек
fields-url-space = Сайт мекенжайында бос орын, тырнақша, бұрыш жақша болмайды
fields-handle-phone = Мұнда телефон нөмірі немесе нөмірі бар сілтеме керек
fields-handle-sign = Мұндай атта «{ $sign }» таңбасы болмайды
fields-handle-length = Атта { $least } бен { $most } аралығында таңба болады
fields-handle-host = Сілтеме басқа жаққа апарады: { $host }
fields-address-unreadable = Мекенжайдың бөліктерін оқу мүмкін болмады
fields-digits-sign = { $place }-орында «{ $sign }» тұр, ал цифр керек
fields-digits-check = { $place }-орында { $digit } тұр, ал қалған цифрлар бойынша { $expected } болуы керек: қате жазылмағанын тексеріңіз
fields-digits-first = Бірінші цифр { $digit }, ал { $expected } болуы керек
fields-ru-inn-length = ИНН ұйымда 10, жеке адамда 12 цифрдан тұрады, мұнда { $found }
fields-ru-inn-region = ИНН 00-ден басталмайды
fields-ru-kpp-length = КПП 9 таңбадан тұрады, мұнда { $found }
fields-ru-ogrn-length = ОГРН 13 цифрдан тұрады, мұнда { $found }
fields-ru-ogrnip-length = ОГРНИП 15 цифрдан тұрады, мұнда { $found }
fields-ru-bic-length = БИК 9 цифрдан тұрады, мұнда { $found }
fields-ru-account-length = Шот нөмірі 20 цифрдан тұрады, мұнда { $found }
fields-kz-length = ЖСН мен БСН 12 цифрдан тұрады, мұнда { $found }
fields-kz-never = Мұндай нөмір берілмейді: барлық цифрын тексеріңіз
fields-kz-iin-date = ЖСН туған күннен басталады, ал { $date } деген күн болмайды
fields-kz-iin-future = ЖСН туған күннен басталады, ал { $date } әлі келген жоқ
fields-kz-iin-century = ЖСН-нің жетінші цифры 0 мен 6 аралығында, мұнда { $digit }
fields-kz-bin-month = БСН-нің үшінші және төртінші цифры — тіркелген айы, мұнда { $month }
fields-kz-bin-person = Жеке адамның ЖСН-іне ұқсайды: БСН-нің бесінші цифры 4 пен 6 аралығында
fields-kz-bin-kind = БСН-нің бесінші цифры 4 пен 6 аралығында, мұнда { $digit }
fields-kz-bin-unit = БСН-нің алтыншы цифры 0 мен 3 аралығында, мұнда { $digit }
fields-iban-sign = { $place }-орында «{ $sign }» тұр, ал IBAN-да тек латын әріптері мен цифрлар болады
fields-iban-country = IBAN елдің екі әрпінен басталады, тізімде «{ $country }» елі жоқ
fields-iban-length = { $country } елінің IBAN-ы { $expected } таңбадан тұрады, мұнда { $found }
fields-iban-check = Үшінші және төртінші таңба — { $digits }, ал қалғандары бойынша { $expected } болуы керек: қате жазылмағанын тексеріңіз

# Тізімдердегі салыстырулар
fields-operator-is = тең
fields-operator-is-not = тең емес
fields-operator-any-of = мыналардың бірі
fields-operator-contains = ішінде бар
fields-operator-starts = былай басталады
fields-operator-below = кем, ертерек
fields-operator-above = артық, кейінірек
fields-operator-between = аралығында
fields-operator-last-days = соңғы күндері
fields-operator-next-days = жақын күндері
fields-operator-known = белгілі
fields-operator-unknown = белгісіз

# Шарттар сөзбен
fields-says-everything = барлығы
fields-says-nothing = ешкім
fields-says-or = немесе
fields-says-not = мынадай емес ({ $what })
fields-says-not-value = { $value } емес
fields-says-is = { $field }: { $value }
fields-says-is-not = { $field }: { $value } емес
fields-says-any-of = { $field }: { $value }
fields-says-contains = { $field }: ішінде «{ $value }» бар
fields-says-starts = { $field }: «{ $value }» деп басталады
fields-says-below = { $field }: { ABLATIVE($value) } кем
fields-says-above = { $field }: { ABLATIVE($value) } артық
fields-says-before = { $field }: { $value }, одан ертерек
fields-says-later = { $field }: { $value }, одан кейінірек
fields-says-between = { $field }: { $value } — { $last } аралығында
fields-says-last-days =
    { $n ->
        [one] { $field }: соңғы { $n } күнде
       *[other] { $field }: соңғы { $n } күнде
    }
fields-says-next-days =
    { $n ->
        [one] { $field }: алдағы { $n } күнде
       *[other] { $field }: алдағы { $n } күнде
    }
fields-says-known = { $field }: белгілі
fields-says-unknown = { $field }: белгісіз
fields-says-segment = «{ $name }» сегменті
fields-says-not-segment = «{ $name }» сегментінде емес
fields-says-related-any = кез келген
fields-says-related = байланыс: { $kind }
fields-says-related-whom = байланыс: { $kind } → ({ $whom })
fields-says-rows-where = { $what } ({ $rows })
fields-says-rows-last-days =
    { $n ->
        [one] { $what }, соңғы { $n } күнде
       *[other] { $what }, соңғы { $n } күнде
    }
fields-says-rows-from = { $what }, { $from } бастап
fields-says-rows-to = { $what }, { $to } дейін
fields-says-rows-from-to = { $what }, { $from } — { $to } аралығында
fields-says-rows-any = { $what }: бар
fields-says-rows-none = { $what }: жоқ
fields-says-rows-count = { $what }: { $compare }
fields-says-rows-measure = { $what }, { $measure } «{ $of }»: { $compare }
fields-says-rows-first = { $what }, бірінші рет: { $compare }
fields-says-rows-last = { $what }, соңғы рет: { $compare }
fields-says-compare-amount-at-least = кемінде { $value }
fields-says-compare-amount-at-most = ең көп дегенде { $value }
fields-says-compare-amount-is = дәл { $value }
fields-says-compare-amount-between = { $value } — { $last } аралығында
fields-says-compare-date-at-least = { $value } немесе кейінірек
fields-says-compare-date-at-most = { $value } немесе ертерек
fields-says-compare-date-is = { $value }
fields-says-compare-date-between = { $value } — { $last } аралығында
fields-says-compare-date-last-days =
    { $n ->
        [one] соңғы { $n } күнде
       *[other] соңғы { $n } күнде
    }
fields-says-compare-date-days-ago =
    { $n ->
        [one] { $n } күн бұрын немесе ертерек
       *[other] { $n } күн бұрын немесе ертерек
    }

# Не және қалай өлшенеді
fields-measure-count = саны
fields-measure-sum = барлығы
fields-measure-average = орташа
fields-measure-min = ең азы
fields-measure-max = ең көбі
fields-measure-first = бірінші рет
fields-measure-last = соңғы рет
fields-compare-amount-at-least = кемінде
fields-compare-amount-at-most = ең көп дегенде
fields-compare-amount-is = дәл
fields-compare-amount-between = аралығында
fields-compare-date-at-least = осы күні немесе кейінірек
fields-compare-date-at-most = осы күні немесе ертерек
fields-compare-date-is = дәл осы күні
fields-compare-date-between = күндер аралығында
fields-compare-date-last-days = соңғы күндерде
fields-compare-date-days-ago = сонша күн бұрын немесе ертерек

# Шарт қателері
fields-condition-json = Шарт JSON емес: { $line }-жол, { $column }-таңба
fields-condition-shape = all, any, not, field, happened, segment, related кілттерінің бірі бар нысан керек
fields-condition-list = Мұнда тізім керек
fields-condition-field = Өрістің аты керек
fields-condition-field-unknown = «{ $field }» деген өріс жоқ
fields-condition-one-operator = field кілтінің қасында дәл бір салыстыру керек
fields-condition-operator-unknown = Мұндай салыстыру жоқ; барлары: { $known }
fields-condition-operator = { $operator } салыстыруы мұндай өріске келмейді
fields-condition-true = Мұнда true немесе false керек
fields-condition-value = Мұнда бос емес мән керек
fields-condition-count = Мәндер саны { $least } бен { $most } аралығында болуы керек
fields-condition-days = 1 мен { $most } аралығындағы бүтін күн саны керек
fields-condition-deep = Шарт тым терең: { $most } деңгейден аспауы керек
fields-condition-large = Шарт тым үлкен: { $most } бөліктен аспауы керек
fields-condition-beyond = Болған оқиғалар, сегменттер мен байланыстар туралы мұнда сұрауға болмайды
fields-condition-where = where ішінде тек сол кестенің бағандары туралы сұрауға болады
fields-condition-measure = Мұндай өлшем жоқ; барлары: count, sum, average, min, max, first, last
fields-condition-of = Мұндай өлшемге баған керек: of кілті
fields-condition-one-comparison = Осы өлшемге сай дәл бір салыстыру керек
fields-condition-two = Мұнда екі мәннен тұратын тізім керек
fields-condition-within = last_days немесе from мен to кілттері бар нысан керек
fields-condition-key = Мұнда ондай кілт жоқ; барлары: { $known }
