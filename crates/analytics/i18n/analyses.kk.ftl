# What many analyses share
analytics-nothing-yet = Әзірге көрсетер ештеңе жоқ: бұл күндері сату болмаған.
analytics-customers = Клиенттер
analytics-customer = Клиент
analytics-revenue = Түсім
analytics-margin = Маржа
analytics-orders = Тапсырыстар
analytics-average-order = Орташа чек
analytics-profit = Пайда
analytics-returns = Қайтарулар
analytics-amount = Сома
analytics-share = Үлесі
analytics-share-of-money = Ақшадағы үлесі
analytics-before = Бұрын
analytics-change = Өзгеріс
analytics-group = Топ
analytics-class = Класс
analytics-type = Тип
analytics-name = Атауы
analytics-period = Кезең
analytics-cohort = Когорта
analytics-total = Барлығы
analytics-estimate = Баға
analytics-standard-error = Стандартты қате
analytics-t = t
analytics-p = p
analytics-interval = 95 % аралық
analytics-of-money = ақшаның { $share }
analytics-power-thousand = мың
analytics-power-million = млн
analytics-power-milliard = млрд
analytics-power-billion = трлн

# Columns
analytics-column-customer = кім сатып алды немесе не сатып алынды
analytics-column-date = қашан
analytics-column-amount = қандай сомаға; нөлден төмені — қайтару
analytics-column-order = тапсырыс нөмірі; ол болмаса, әр жол — бір тапсырыс
analytics-column-frequency = тапсырыстардың орнына: қайталап сатып алу саны
analytics-column-recency = тапсырыстардың орнына: алғашқы және соңғы сатып алу арасындағы уақыт
analytics-column-t = тапсырыстардың орнына: алғашқы сатып алудан бақылау соңына дейінгі уақыт
analytics-column-monetary = тапсырыстардың орнына: қайталап сатып алудың орташа сомасы
analytics-column-margin = өзіндік құннан кейін қалатыны
analytics-column-revenue = әкелген ақшасы, қайтарулар шегерілген
analytics-column-returns = қайтарылған ақша
analytics-column-orders = тапсырыс саны
analytics-column-contacts = клиентпен байланыс саны
analytics-column-contact-costs = олармен әрекеттесу шығыны
analytics-column-days = мерзімнен төлемге дейінгі күн саны, төленбесе — бүгінге дейін
analytics-column-state = төленбегенше open

# Parameters
analytics-param-list = Тізім
analytics-param-list-help = true — цифрлар артындағы барлық жолды тізіп береді
analytics-param-as-of = Күнге
analytics-param-as-of-help = Есептейтін күн; бос болса — соңғы сатудан кейінгі күн.
analytics-param-missing = Бос деп санау
analytics-param-missing-help = Бос деп саналатын жауаптар, үтір арқылы.
analytics-param-method = Балдар
analytics-param-method-help = Квантильмен (тең мәнге тең балл), тең бөліктермен, рангпен немесе өз шекараларыңызбен.
analytics-param-bins = Ең жоғары балл
analytics-param-bins-help = 2-ден 10-ға дейін.
analytics-param-recency = Ескілік шекаралары, күн
analytics-param-recency-help = Өз шекараларыңыз үшін, өсу ретімен: 30,90,180,365.
analytics-param-frequency = Жиілік шекаралары, тапсырыс
analytics-param-frequency-help = Өз шекараларыңыз үшін, өсу ретімен: 2,4,8,16.
analytics-param-monetary = Сома шекаралары
analytics-param-monetary-help = Өз шекараларыңыз үшін, өсу ретімен: 10000,50000,100000,500000.
analytics-param-of = Ненің
analytics-param-of-help = Нені класқа бөлу немесе салыстыру керек.
analytics-param-abc-by = Ненің бойынша
analytics-param-abc-by-help = Түсім немесе маржа бойынша.
analytics-param-a = A класы дейін
analytics-param-a-help = Ақша үлесі, 0-ден 1-ге дейін.
analytics-param-b = B класы дейін
analytics-param-b-help = Ақша үлесі, 0-ден 1-ге дейін, A шекарасынан кем емес.
analytics-param-rule = Шекараны кесіп өткен
analytics-param-rule-help = Кесіп өткен жоғары класқа немесе төменгісіне жатады.
analytics-param-xyz = XYZ-пен
analytics-param-xyz-help = Айдан айға қаншалықты біркелкі алады: X — біркелкі, Y — ауытқиды, Z — кездейсоқ.
analytics-param-by = Қадам
analytics-param-by-help = Бір кезең қанша созылады.
analytics-param-measure = Көрсеткіш
analytics-param-measure-help = Үшбұрыш нені көрсетеді.
analytics-param-model = Модель
analytics-param-model-help = Ең ықтималы өзі таңдалады немесе біреуі.
analytics-param-until = Дейін үйрену
analytics-param-until-help = Осы күнге дейінгі сатудан үйреніп, кейінгілерінде тексеру.
analytics-param-horizon-days = Алдағы күн
analytics-param-horizon-days-help = Қаншалықты алысқа болжау керек.
analytics-param-discount = Айлық дисконт
analytics-param-discount-help = 0-ден 1-ге дейінгі мөлшерлеме: кейінгі ақша арзанырақ.
analytics-param-unit-days = Уақыт бірлігіндегі күн
analytics-param-unit-days-help = Модель уақытты осымен есептейді.
analytics-param-regular-from = Тұрақты болу шегі
analytics-param-regular-from-help = Клиентті тұрақты ететін сатып алу саны, 2-ден бастап.
analytics-param-crosstab-rows = Жолдар
analytics-param-crosstab-rows-help = Жауаптары жол болатын өріс.
analytics-param-crosstab-columns = Бағандар
analytics-param-crosstab-columns-help = Жауаптары баған болатын өріс.
analytics-param-weight = Салмақ
analytics-param-weight-help = Салмақ өрісі: бірліктің орнына саналады.
analytics-param-correlation-x = Өрістер
analytics-param-correlation-x-help = Екі немесе одан көп сан өрісі.
analytics-param-correlation-method = Өлшем
analytics-param-correlation-method-help = Түзу сызықтық немесе рангпен.
analytics-param-y = Түсіндіру
analytics-param-y-help = Түсіндірілетін сан.
analytics-param-regression-x = Арқылы
analytics-param-regression-x-help = Немен түсіндіріледі: сандар немесе таңдау жауаптары.
analytics-param-intercept = Бос мүшемен
analytics-param-intercept-help = Онсыз сызық нөлден өтеді.
analytics-param-from = Бастап
analytics-param-from-help = Алғашқы күн; бос болса — соңғысынан бір жыл бұрын.
analytics-param-sales-until = Дейін
analytics-param-sales-until-help = Соңғы күн; бос болса — соңғы сату күні.
analytics-param-compare = Салыстыру
analytics-param-compare-help = Осыған дейінгі сонша күнмен немесе бір жыл бұрынғы сол күндермен.
analytics-param-order-cost = Тапсырыс шығыны
analytics-param-order-cost-help = Бір тапсырысқа қызмет көрсету қанша тұрады.
analytics-param-contact-cost = Әрекеттесу шығыны
analytics-param-contact-cost-help = Бір қоңырау, хат не кездесу қаншаға түседі. Бос болса — әр түріне «Әрекеттесу түрлері» бетінде көрсетілгендей.
analytics-param-preset = Типтер
analytics-param-preset-help = Өз ережеңіз болмаса — жылылық немесе типаж.
analytics-param-rules = Өз ережелеріңіз
analytics-param-rules-help = Типті алғашқы сай келгені береді: hot: recency<=30 & purchases>=2; warm: recency<=90; cold. Сондай-ақ age, revenue, average.
analytics-param-days = Қозғалыс кезеңі, күн
analytics-param-days-help = Сонша күн бұрынғы күйімен салыстырады.

# Words of closed lists
analytics-option-quantile = квантильдер
analytics-option-ntile = тең бөліктер
analytics-option-rank = рангтер
analytics-option-thresholds = өз шекараларым
analytics-option-customer = клиенттер
analytics-option-product = тауарлар
analytics-option-category = санаттар
analytics-option-source = көздер
analytics-option-team = командалар
analytics-option-nothing = тұтас
analytics-option-amount = түсім
analytics-option-margin = маржа
analytics-option-crossing = жоғары класқа
analytics-option-inclusive = төменгі класқа
analytics-option-auto = өзі
analytics-option-day = күн
analytics-option-week = апта
analytics-option-month = ай
analytics-option-customers = клиенттер
analytics-option-revenue = түсім
analytics-option-orders = тапсырыстар
analytics-option-bgnbd = BG/NBD
analytics-option-mbgnbd = MBG/NBD
analytics-option-pareto = Pareto/NBD
analytics-option-nbd = NBD
analytics-option-gamma-gamma = Gamma-Gamma
analytics-option-pearson = түзу байланыс
analytics-option-spearman = рангтер
analytics-option-period = алдыңғы кезең
analytics-option-year = бір жыл бұрын
analytics-option-warmth = жылылық
analytics-option-types = типаж
analytics-option-champions = Үздіктер
analytics-option-loyal = Адалдар
analytics-option-potential = Өсіп келе жатқандар
analytics-option-new = Жаңалар
analytics-option-need-attention = Назар керек
analytics-option-about-to-sleep = Қалғып барады
analytics-option-at-risk = Кетіп барады
analytics-option-hibernating = Ұйықтап жатыр
analytics-option-lost = Жоғалған
analytics-option-one-off = Бір реттік
analytics-option-rare = Сирек
analytics-option-regular = Тұрақты
analytics-option-on-time = Өз ырғағында
analytics-option-late = Кешігіп жүр
analytics-option-overdue = Әлдеқашан келуі керек
analytics-option-hot = Ыстық
analytics-option-warm = Жылы
analytics-option-cold = Суық
analytics-option-fan = Жанкүйерлер
analytics-option-ordinary = Қарапайым
analytics-option-newcomer = Әлі клиент емес
analytics-option-in-time = Уақытында
analytics-option-late-week = Бір аптаға дейін кешігу
analytics-option-late-month = Бір айға дейін кешігу
analytics-option-late-more = Бір айдан астам
analytics-option-not-due = Мерзімі келген жоқ
analytics-option-unpaid-late = Мерзімі өткен, төленбеген
analytics-option-sometimes-late = Кейде кешігеді
analytics-option-mostly-late = Көбіне кешігеді
analytics-option-owes = Қазір борышкер
analytics-option-order = Тапсырыс
analytics-option-line = Тапсырыс жолы
analytics-option-return = Қайтару
analytics-option-earning = Пайда әкеледі
analytics-option-losing = Әкелгенінен көп шығын

# Sales
analytics-sales-title = Сату
analytics-sales-about = Қанша, қашан және не сатылды, алдыңғы кезеңмен қатар.
analytics-sales-how = Түсім — есепке алынған тапсырыстар сомасы, қайтарулар шегерілген. Баған — қазір, контур — осыған дейінгі сонша күн (немесе бір жыл бұрынғы сол күндер). Күндер фирма күнтізбесімен.
analytics-sales-deeds = Төмендеген кезеңді ашып, сол кезде алып, қазір алмай жүргендерді көріңіз: солардан бастаңыз.
analytics-sales-says = { $from } – { $until } аралығында { $revenue } сатылды.
analytics-sales-says-more = { $from } – { $until } аралығында { $revenue } сатылды: бұрынғыдан { $change } көп.
analytics-sales-says-less = { $from } – { $until } аралығында { $revenue } сатылды: бұрынғыдан { $change } аз.
analytics-sales-says-same = { $from } – { $until } аралығында { $revenue } сатылды: бұрынғыдай.
analytics-sales-over-time = Уақыт бойынша сату
analytics-sales-of = Неден құралады
analytics-sales-column = { $revenue }, бұрын { $before }

# RFM
analytics-rfm-title = RFM: кім маңызды
analytics-rfm-about = Кім жақында, жиі және көпке алды, кім кетіп барады.
analytics-rfm-how = Әр клиент ескілігі (R), жиілігі (F) және сомасы (M) үшін 1-ден 5-ке дейін балл алады; тең мәнге тең балл. Топты R мен F және M орташасы береді.
analytics-rfm-deeds = Үздіктерге алғыс айтыңыз, кетіп бара жатқандарға осы аптада қоңырау шалыңыз, жаңаларға екінші рет келуге себеп беріңіз.
analytics-rfm-map = Ескілік пен жиілік
analytics-rfm-money = Топтар бойынша ақша
analytics-rfm-groups = Топтар
analytics-rfm-recency-axis = Ескілік
analytics-rfm-frequency-axis = Жиілік: сол жақта сирек, оң жақта жиі
analytics-mean-recency = Күн өтті
analytics-mean-frequency = Тапсырыс

# ABC
analytics-abc-title = ABC: ақшаны кім әкеледі
analytics-abc-about = Ең көп әкелетін азы және аз әкелетін көбі.
analytics-abc-how = Клиенттер әкелген ақшасы бойынша тұрады. A класы — бірге 80 % беретіндер, B — 95 %-ға дейін, C — қалғаны. Нөлден аспаған сомалар ешбір класқа кірмейді.
analytics-abc-deeds = A класының әр клиентіне жеке адам бекітіңіз, A әкелгенін C-ге жұмсамаңыз.
analytics-abc-curve = Парето қисығы
analytics-abc-classes = Кластар
analytics-abc-top = Алғашқы он
analytics-abc-items = Қанша
analytics-abc-total = Ақша
analytics-abc-gini = Джини
analytics-abc-mark = 20 % әкеледі { $share }
analytics-abc-money-axis = ақша үлесі
analytics-abc-items-axis = клиент үлесі
analytics-abc-class = клиенттің { $items }, ақшаның { $money }
analytics-abc-xyz = ABC × XYZ
analytics-abc-xyz-axis = Біркелкіден (X) кездейсоққа (Z)

# Cohorts
analytics-cohorts-title = Когорталар: кім қалады
analytics-cohorts-about = Клиенттер алғашқы сатып алу уақыты бойынша: кім әлі алады, қаншаға және қаншалықты жиі.
analytics-cohorts-how = Жол — бір айда не аптада келгендер; k бағаны — k кезеңнен кейін не істегені. Алда тұрған кезең бос.
analytics-cohorts-deeds = Ең көп жоғалатын айды тауып, оған дейін жазыңыз.
analytics-cohorts-triangle = Когорталар
analytics-cohorts-retention = Қалғандар, %
analytics-cohorts-revenue = Когорта түсімі
analytics-cohorts-orders = Когорта тапсырыстары
analytics-cohorts-weighted = Барлық когорта бірге
analytics-cohorts-stay = әлі алады
analytics-cohorts-cumulated = Бір клиенттің басынан бергі ақшасы
analytics-cohorts-n = Когорталар
analytics-cohorts-axis-month = Алғашқы сатып алудан бергі ай
analytics-cohorts-axis-week = Алғашқы сатып алудан бергі апта
analytics-cohorts-says-month = Алғашқы сатып алудан кейінгі айда клиенттердің { $share } қайта алады.
analytics-cohorts-says-week = Алғашқы сатып алудан кейінгі аптада клиенттердің { $share } қайта алады.
analytics-cohorts-says-early = Кім қалатынын айту ерте: барлық алғашқы сатып алу бір кезеңде.

# Rhythm
analytics-rhythm-title = Ырғақ: кім кешігіп жүр
analytics-rhythm-about = Клиенттер қаншалықты жиі оралады және оралмаса, қай күнге дейін әрекет ету керек.
analytics-rhythm-how = Сатып алу — клиент алған күн. Келесісі медианалық аралықтан кейін күтіледі, ал оннан тоғызы оралатын күнге дейін әрекет ету керек: төрт және одан көп болса — өз аралығымен, әйтпесе ортақпен.
analytics-rhythm-deeds = Кешігіп жүргендерді ашыңыз: әрқайсысында қай күнге дейін әрекет ету керегі тұр. Жауаптыларға тапсырма беріңіз.
analytics-rhythm-says-nobody = Әлі ешкім екі бөлек күні алған жоқ: ырғақ әзірге жоқ.
analytics-rhythm-per-customer = Клиентке шаққандағы тапсырыс
analytics-rhythm-revenue-per-customer = Клиентке шаққандағы түсім
analytics-rhythm-repeat = Оралғандар
analytics-rhythm-states = Кім кешігіп жүр
analytics-rhythm-classes = Қаншалықты жиі келеді
analytics-rhythm-gaps = Сатып алулар арасы
analytics-rhythm-how-many = Қаншасы ертерек келеді
analytics-rhythm-days = Күн
analytics-rhythm-sooner = { $share } оралатын мерзім

# CLV
analytics-clv-title = Клиент құндылығы (LTV)
analytics-clv-about = Клиенттер тағы не алып, қанша әкеледі, кім кетіп қалған сияқты.
analytics-clv-how = Сатып алу санын BG/NBD, MBG/NBD, Pareto/NBD, NBD модельдерінің ең ықтималы, ақшаны Gamma-Gamma болжайды, бәрі барынша шындыққа жақындық әдісімен. Дерек кету бөлігін көтермесе, NBD алынады да, ол айтылады. Жинақталмаған модель сан көрсетпейді.
analytics-clv-deeds = Клиентті ұстап қалуға оның жолындағы құндылығынан артық жұмсамаңыз.
analytics-clv-says-none = Болжам жоқ: сату әзірге модельге жетпейді.
analytics-clv-expected = Болжам
analytics-clv-alive = Әлі бізбен
analytics-clv-purchases = Алдағы сатып алу
analytics-clv-value = Құндылығы
analytics-clv-compared = Модельдер шындыққа жақындығы
analytics-clv-tenths = Ақшаны кім әкеледі: клиенттер ондық бөліктермен, ең құндылары жоғарыда
analytics-clv-tried = Модель
analytics-clv-likelihood = Шынайылық логарифмі
analytics-clv-back-test = Модель көрмеген күндердегі тексеру
analytics-clv-actual = болғаны
analytics-clv-model = модель
analytics-clv-naive = қарапайым болжам
analytics-clv-forecast = Болжам
analytics-clv-mae = Орташа қате
analytics-clv-rmse = RMSE
analytics-clv-correlation = Корреляция
analytics-clv-parameter = Параметр
analytics-clv-learned = Модель не үйренді

# Warmth
analytics-warmth-title = Жылылық және типаж
analytics-warmth-about = Өз ережелеріңіз бойынша клиенттер және кім бір типтен екіншісіне өтті.
analytics-warmth-how = Типті алғашқы сай келген ереже береді. Ағындар клиенттің сонша күн бұрынғы күйінен қазіргісіне апарады.
analytics-warmth-deeds = Суып бара жатқан ағынды басыңыз: бұл адамдар сізді әлі ұмытқан жоқ.
analytics-warmth-flow = Кім қайда өтті
analytics-warmth-money = Типтер бойынша ақша
analytics-warmth-types = Типтер

# Profitability
analytics-profitability-title = Клиенттен түсетін пайда
analytics-profitability-about = Қайтару, тауар, қызмет және әрекеттесуден кейін әр клиенттен не қалады.
analytics-profitability-how = Пайда — маржадан жоғарыда берілген әр тапсырыс шығыны мен әр әрекеттесу шығынын шегергенде қалатыны. Әрекеттесудің құны әр түріне бөлек беріледі («Әрекеттесу түрлері»); жоғарыда берілгені бәрінің орнына жүреді. Қоңырау шалынып, ештеңе алмаған клиент те шығын. Маржа болмаса, түсімнен есептеледі.
analytics-profitability-deeds = Әкелгенінен көп шығын болғандарға шартты өзгертіңіз: ең аз тапсырыс, ақылы жеткізу, барудың орнына хат.
analytics-profitability-steps = Түсімнен пайдаға
analytics-profitability-each = Клиентке шаққандағы пайда
analytics-profitability-losing = Шығынды
analytics-profitability-service = Қызмет
analytics-profitability-contacts = Әрекеттесу
analytics-profitability-best = Ең пайдалылары
analytics-profitability-worst = Шығын әкелетіндер

# Payments
analytics-payments-title = Төлем тәртібі
analytics-payments-about = Кім уақытында төлейді, кім кешігеді және қанша борыш бар.
analytics-payments-how = Төлем мерзімінде немесе ертерек келсе — уақытында. Төленбегені келесі күннен бастап мерзімі өткен.
analytics-payments-deeds = Борышкерлерді ашып, келесі жөнелтуге дейін еске салыңыз.
analytics-payments-says = Төлемдердің { $share } уақытында келді, мерзімі өткені жоқ.
analytics-payments-says-owed = Төлемдердің { $share } уақытында келді; қазір { $owed } мерзімі өтті.
analytics-payments-when = Қашан төлейді
analytics-payments-n = Төлемдер
analytics-payments-in-time = Уақытында
analytics-payments-days-late = Орташа кешігу, күн
analytics-payments-owed = Мерзімі өткен

# Cross-table
analytics-crosstab-title = Қиылысу кестесі
analytics-crosstab-about = Екі жауап бір-біріне қарсы және олар байланысты ма.
analytics-crosstab-how = Пирсонның хи-квадраты, Йейтс түзетуінсіз; Крамердің V-сы қаншалықты күшті екенін айтады, 0-ден 1-ге дейін.
analytics-crosstab-deeds = Екі жауап байланысты болса, бірін сұрап, екіншісін болжауға болады.
analytics-crosstab-says-together = Байланысты: V = { $v }, p = { $p }.
analytics-crosstab-says-apart = Байланыс көрінбейді: V = { $v }, p = { $p }.
analytics-crosstab-says-none = Әзірге тексеретін ештеңе жоқ.
analytics-crosstab-n = Саналды
analytics-crosstab-v = Крамер V
analytics-crosstab-table = Жол бойынша үлестер
analytics-crosstab-counts = Саны

# Correlation
analytics-correlation-title = Корреляция
analytics-correlation-about = Қай сандар бірге өсіп, бірге кемиді.
analytics-correlation-how = Пирсон коэффициенті немесе рангпен Спирмендікі; p — байланыс мүлде болмағанда осындайдың ықтималдығы. Өрісі бос клиенттер есептелмейді.
analytics-correlation-deeds = Бірге жүретіні міндетті түрде себеп емес: алдымен азында сынап көріңіз.
analytics-correlation-says-with = Ең күшті бірге жүретіні — «{ $x }» және «{ $y }»: r = { $r }.
analytics-correlation-says-against = «{ $x }» өскен жерде «{ $y }» кемиді: r = { $r }.
analytics-correlation-says-few = Жол тым аз: { $n }. Байланысты көру үшін кемінде үшеу керек.
analytics-correlation-says-none = Екі сан өрісін таңдаңыз.
analytics-correlation-matrix = Қаншалықты тығыз байланысты
analytics-correlation-pairs = Жұптар
analytics-correlation-pair = Жұп

# Regression
analytics-regression-title = Регрессия
analytics-regression-about = Сан басқаларымен бірге қаншалықты өзгереді, әрқайсысы жеке.
analytics-regression-how = Масштабталған Хаусхолдер QR арқылы ең кіші квадраттар әдісі; қате, t және p Стьюдент бойынша. Таңдау жауабы біріншісімен салыстырылады.
analytics-regression-deeds = Қалдықтарға қараңыз: доға не желпуіш түзу сызық аз екенін айтады.
analytics-regression-says-none = Нені және немен түсіндіретінін таңдаңыз.
analytics-regression-n = Клиенттер
analytics-regression-adjusted = Түзетілген R²
analytics-regression-p = бәрінің p-сі
analytics-regression-fitted = болжанған
analytics-regression-residual = қалдық
analytics-regression-residuals = Қалдықтар
analytics-regression-coefficients = Коэффициенттер
analytics-regression-term = Мүше
analytics-regression-intercept = бос мүше

# Remarks
analytics-note-no-rows = Бірде-бір жолды пайдалану мүмкін болмады: жауап бос.
analytics-note-no-mean-money = Сатып алу ақшасының шашырауы тым үлкен, орташасы жоқ: құндылық көрсетілмейді.
analytics-note-no-dropout-detectable = Бұл деректен кеткендерді сирек алатындардан айыру мүмкін емес: ешкім кетпейтін NBD моделі алынды.
analytics-profitability-says-unknown = Тапсырыстардың маржасы белгісіз, сондықтан пайданы есептеу мүмкін емес: тауарлардың немесе тапсырыс жолдарының өзіндік құнын көрсетіңіз.
analytics-note-margin-known = { $all } тапсырыстың { $n } тапсырысы бойынша ғана маржа белгілі: маржа мен пайда солар бойынша есептелді.
analytics-note-margin-known-lines = { $all } тапсырыс жолының { $n } жолы бойынша ғана маржа белгілі: маржа солар бойынша есептелді.
analytics-note-margin-unknown = { $n } тапсырыстың маржасы белгісіз: олар есепке алынбады.
analytics-note-margin-unknown-lines = { $n } тапсырыс жолының маржасы белгісіз: олар есепке алынбады.
analytics-note-contacts-cost-nothing = Әрекеттесу бар, бірақ оның құны айтылмаған: пайда шын мәнінен көп көрінеді. Құнын «Әрекеттесу түрлері» бетінде не осында беріңіз.
analytics-note-not-identified = { $model } моделінің кету бөлігін бұл деректен анықтау мүмкін емес: ешкім кетпейтін NBD алынды.
analytics-note-weak-dropout = Кету бөлігі ештеңе түсіндірмейді дерлік (ұтыс { $gain }).
analytics-note-nearly-collinear = Кейбір предикторлар басқаларынан дерлік шығады (шарттылығы { $condition }): жеке коэффициенттер аз нәрсе айтады.
analytics-note-nothing-left-to-test = Параметр саны жол санымен тең: бәрі түсіндірілді, тексеретін ештеңе жоқ.
analytics-note-does-not-vary = { $names } өзгермейді, онымен байланыс болуы мүмкін емес.
analytics-note-no-test = Жауаптың бірінде екіден аз нұсқа бар: тексеретін ештеңе жоқ.
analytics-note-small-cells = Ұяшықтардың бестен бірінен көбінде бестен аз күтіледі: p-ге сенбеңіз.
analytics-note-nobody-came-back = Ешкім екі бөлек күні алған жоқ: ырғақ жоқ.
analytics-note-collinear = { $name } алдындағы предикторлардан дәл шығады: алып тастаңыз
analytics-note-no-columns = Түсіндіретін бағандар жоқ.
analytics-note-not-finite = Шекті сан емес мән бар.
analytics-bad-parameter = { $name } «{ $value }» бола алмайды. Күтілетіні: { $remedy }.
analytics-missing-column = { $column } бағаны жоқ. Барлары: { $found }.
analytics-no-parameter = { $name } берілмеген. Күтілетіні: { $remedy }.
analytics-strange-parameter = Бұл талдауда { $name } параметрі жоқ. Барлары: { $known }.
analytics-remedy-one-of = мыналардың бірі: { $what }
analytics-remedy-number = { $least } мен { $most } аралығындағы сан
analytics-remedy-whole = { $least } мен { $most } аралығындағы бүтін сан
analytics-remedy-day = күн, мысалы 2026-03-31
analytics-remedy-up-to = { $what } күнінен кеш емес күн
analytics-remedy-not-before = { $what } күнінен ерте емес күн: мұнша көп кезең көрсетілмейді
analytics-remedy-borders = үтір арқылы өсу ретімен жазылған сандар, мысалы 30,90,180,365
analytics-remedy-not-above = { $what } үлесінен аспайтын үлес
analytics-remedy-column = бағанның атауы
analytics-remedy-columns = кемінде { $n } баған, үтір арқылы
analytics-remedy-numbers-of = саны бар баған: { $what }
analytics-remedy-no-amounts = басқасы: сома бағаны жоқ, оны column.amount=АТАУ көрсетеді
analytics-remedy-no-dates = бос: жиынтық деректерде күн жоқ
analytics-remedy-rules = ережелер, мысалы { $what }
analytics-remedy-tests = мыналардан құралған шарт: { $what }

# Counted texts
analytics-rfm-cell = { $n } клиент, { $days } күн бұрын, { $orders } тапсырыстан
analytics-rfm-says = { $n ->
    [0] Клиенттердің { $customers }, үздіктер мен адалдар, ақшаның { $money } әкеледі.
   *[other] Клиенттердің { $customers }, үздіктер мен адалдар, ақшаның { $money } әкеледі; { $n } жақсы клиент кетіп барады.
}
analytics-abc-says = 20 % ақшаның { $share } әкеледі; ақшаның 80 % { $n } береді.
analytics-rhythm-says = { $n ->
    [0] Оралғандардың жартысы { $days } күн ішінде келеді, ешкім кешігіп жүрген жоқ.
   *[other] Оралғандардың жартысы { $days } күн ішінде келеді; { $n } клиент кешігіп жүр, оларды әлі қайтаруға болады.
}
analytics-clv-says = Клиенттердің { $alive } әлі бізбен; { $days } күнде олар { $n } рет алады, құндылығы { $money }.
analytics-clv-says-no-money = Клиенттердің { $alive } әлі бізбен; { $days } күнде олар { $n } рет алады.
analytics-warmth-says = { $since } бастап { $n } клиент суыды, жылығаны: { $better }.
analytics-profitability-says = { $n ->
    [0] Клиенттер { $profit } пайда қалдырады, шығын әкелетіні жоқ.
   *[other] Клиенттер { $profit } пайда қалдырады; { $n } клиент әкелгенінен { $lost } артық шығын.
}
analytics-regression-says = Айырмашылықтың { $share } түсіндірілді, { $n } клиент бойынша.
analytics-note-only-returns = { $n } клиентте тек қайтару бар: есепке алынбады.
analytics-note-unmatched-returns = Алдында сатып алуы жоқ { $n } қайтару есепке алынбады.
analytics-note-bought-later = { $n } клиент бақылау аяқталғаннан кейін ғана алған, есепке алынбады.
analytics-note-not-above-zero = { $n } ештеңе әкелмейді және ешбір класқа кірмейді.
analytics-note-weights-not-above-zero = Салмағы нөлден аспайтын { $n } жол есепке алынбады.
analytics-note-too-many-periods = Күндер { $from } мен { $to } аралығында: { $n } кезең тым көп. Шеткі күндерді түзетіңіз.
analytics-note-too-many-months = Күндер { $n } айды қамтиды: XYZ үшін тым көп. Шеткі күндерді түзетіңіз.
analytics-note-too-many-levels = { $name }: «{ $value }» сан емес, ал { $n } түрлі жауап санат үшін тым көп.
analytics-note-too-few-rows = { $n } жол { $parameters } параметрден аз.
analytics-note-no-model-few = Болжам жоқ: { $n } клиент модельге аз.
analytics-note-no-model-repeats = Болжам жоқ: ешкім екі рет алған жоқ.
analytics-note-no-model-search = Болжам жоқ: ең ықтимал параметрлерді іздеу жинақталмады.
