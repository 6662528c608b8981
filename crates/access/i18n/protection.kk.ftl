# Рөлдер не көреді
access-outlooks = Кім не көреді
access-outlooks-lead = Әр рөлдегі адамдар клиенттерді осылай көреді. Жеке адамға басқа ауқымды оның бетінде беруге болады.
access-outlooks-rule = Адам көрмейтін клиент ол үшін еш жерде жоқ: тізімде де, санауда да, іздеуде де, жүктеп алуда да, өзге карточкаларда да. Жасырын өріс бойынша іздеуге, реттеуге және мәнін болжап табуға болмайды.
access-outlook-change = Өзгерту
access-outlook-own = тек өз клиенттерін
access-outlook-team = өз командасының клиенттерін
access-outlook-all = барлық клиенттерді
access-outlook-stage = өз командасының кезеңдеріндегі клиенттерді
access-outlook-beside = { $what }: { $whose }.
access-outlook-others = Басқа бөлімдерде
access-outlook-others-help = Клиенттерден өзгеше болса, кімнің жазбалары көрінеді. Көрінбейтін клиент туралы жазба еш жерде көрінбейді.
access-outlook-usual = әдеттегідей: { $whose }
access-scope-unknown = Бұл бөлімде көру аясы жоқ.
access-outlook-open = { $role } { $whose } көреді, барлық өріс ашық.
access-outlook-sealed = { $role } { $whose } көреді; жасырылғаны: { $hidden }.
access-outlook-masked = { $role } { $whose } көреді; жасырылғаны: { $hidden }, күніне { $n ->
    [one] { $n } рет
   *[other] { $n } рет
} ашуға болады.
access-outlook-scope-help = Командасы жоқ адам тек өз клиенттерін көреді. Жауаптысы жоқ клиенттерді барлығын көретіндер ғана көреді.
access-outlook-mask = Жасырын өрістер
access-outlook-mask-help = Телефон +7 *** *** 12 34, e-mail a***@d***.kz түрінде көрінеді.
access-mask-unknown = Мұндай өріс жоқ немесе оны жасыруға болмайды.
access-quota-reveals = Жасырынды күніне неше рет ашуға болады
access-quota-reveals-help = Әр жолы себебі жазылып, журналға түседі. Нөл болса, тыйым салынады.
access-quota-exports = Күніне неше жазба жүктеп алуға болады
access-quota-exports-help = Жүктеп алуға құқығы барларға қатысты.
access-quota-export-alone = Екінші адамның келісімінсіз неше жазба жүктеп алуға болады
access-quota-export-alone-help = Одан көбі тағы біреу келіскенше күтеді.
access-quota-over = Бүгінгі мөлшер таусылды. Ертең қайта болады немесе күндік шекті көбейтуді иесінен сұраңыз.
access-export = Деректерді жүктеп алу
access-reveal = Жасырын өрістерді ашу
access-reason-missing = Себебін жазыңыз.
access-not-agreed = Алдымен тағы біреу келісуі керек немесе келісімге үш күннен асып кеткен.
access-own-deed = Өз ісіңіз туралы басқа адам шешеді.
access-too-often = Сәтсіз әрекет тым көп. Бірнеше минут күтіңіз.
access-country-unknown = Мұндай ел жоқ. kz, ru немесе other керек.
access-lang-unknown = Мұндай тіл жоқ. ru, kk немесе en керек.
access-watermark = № { $no } жүктеп алу: { $who }, { $when }

# Кім қарады
access-audit = Қорғаныс
access-audit-reads = Кім қарады
access-audit-exports = Жүктеп алулар
access-audit-alarms = Дабылдар
access-audit-who = Кім
access-audit-anybody = кез келген адам
access-audit-nobody = адамдардың ешқайсысы
access-audit-how = Қалай
access-audit-any-way = кез келген түрде
access-audit-customer = Клиент
access-audit-customer-help = Карточканың мекенжайы немесе сондағы нөмірі.
access-audit-customer-hint = Карточка мекенжайы
access-audit-customer-unknown = Клиент карточкасының мекенжайын не ондағы нөмірді қойыңыз: мұнда аты мен телефоны бойынша іздемейді.
access-audit-from = Бастап
access-audit-until = Дейін
access-audit-show = Көрсету
access-audit-when = Қашан
access-audit-n = Қанша
access-audit-what = Не іздеді
access-audit-what-interactions = әрекеттесулер
access-audit-what-disclosure = белгілінің бәрі
access-audit-card = Карточка
access-audit-older = Бұрынырақ
access-audit-deeds = Әрекеттер
access-audit-empty = Ешкім ештеңе қараған жоқ
access-audit-empty-hint = Мұнда карточканы, тізімді әр қарау, іздеу, ашу және жүктеп алу көрінеді.
access-read-card = карточканы ашты
access-read-list = тізімді қарады
access-read-search = іздеді
access-read-reveal = жасырынды ашты
access-read-export = жүктеп алды

# Жүктеп алулар
access-exports-empty = Ешкім ештеңе жүктеп алған жоқ
access-exports-empty-hint = Мұнда әр жүктеп алу көрінеді: кім, қанша, не үшін және кім келісті.
access-export-format = Пішім
access-export-reason = Не үшін
access-export-state = Күйі
access-export-waiting = келісімді күтуде
access-export-agreed = рұқсат етілді
access-export-refused = бас тартылды
access-export-begun = жүктеп алынды
access-export-agree = Келісу
access-export-refuse = Бас тарту

# Дабылдар
access-alarms-empty = Дабыл жоқ
access-alarms-empty-hint = Мұнда әдеттегіден әлдеқайда көп қараған немесе бақылау жазбасына тиген адам көрінеді.
access-alarm-look = Не қарады
access-alarm-settle = Анықталды
access-alarm-settled = анықтады: { $who }, { $when }
access-alarm-settled-done = Дабыл алынды.
access-alarm-canary-card = { $who }: бақылау жазбасы ашылды
access-alarm-canary-reveal = { $who }: бақылау жазбасының жасырыны ашылды
access-alarm-canary-export = { $who }: бақылау жазбасы жүктеп алынды
access-alarm-canary-mail = { $who }: бақылау жазбасына хат жазылды
access-alarm-canary-call = { $who }: бақылау жазбасына қоңырау шалынды
access-alarm-canary-why = Мұндай клиент шын мәнінде жоқ, жұмыс бойынша оған тиюдің қажеті жоқ.
access-alarm-unusual-card = { $who }: бір күнде ашылған карточка саны: { $n }
access-alarm-unusual-list = { $who }: бір күнде қаралған тізім беті: { $n }
access-alarm-unusual-search = { $who }: бір күндегі іздеу саны: { $n }
access-alarm-unusual-reveal = { $who }: бір күнде ашылған жасырын мән саны: { $n }
access-alarm-unusual-export = { $who }: бір күнде жүктеп алынған жазба саны: { $n }
access-alarm-usual-both = Әдетте күніне { $own }, әріптестерінде { $others }.
access-alarm-usual-own = Әдетте күніне { $own }.
access-alarm-usual-others = Әріптестерінде әдетте күніне { $others }.
access-alarm-usual-none = Бұл адам үшін не әдеттегі екені әзірге белгісіз: оның да, әріптестерінің де жұмыс күні бестен аз.
access-hand-over = Істерін тапсыру

# Бақылау жазбалары
access-canaries = Бақылау жазбалары
access-canaries-lead = Ойдан шығарылған клиент қосып, оны осында белгілеңіз. Оны ашқан, жасырынын көрген немесе жүктеп алған адам дабыл тудырады. Карточкада бұл көрінбейді.
access-canary-plant = Белгілеу
access-canary-planted = Бақылау жазбасы белгіленді.
access-canary-lift = Белгіні алу
access-canary-lifted = Белгі алынды.
access-canary-unknown = Карточканың мекенжайы немесе сондағы нөмірі керек.
access-audit-changes = Өзгерістер
access-audit-verb = Не істелді
access-audit-fields = Өрістер
access-audit-changes-empty = Мұндай өзгерістер жоқ
access-audit-changes-empty-hint = Басқа мерзімді немесе адамды таңдаңыз.
