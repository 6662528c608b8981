# Орындар
access-staff = Қызметкерлер
access-firm = Фирма
access-me = Менің баптауларым

# Рөлдер
access-role-owner = Иесі
access-role-owner-sentence = Иесі бәрін көреді және бәрін шешеді: адамдар, құқықтар, фирма.
access-role-manager = Жетекші
access-role-manager-sentence = Жетекші өз тобының клиенттерін көреді және топтың жұмысын ретке келтіреді.
access-role-seller = Сатушы
access-role-seller-sentence = Сатушы өз тобының клиенттерін көреді, қосады және өзгертеді; базаны шығарып ала алмайды.
access-role-marketer = Маркетолог
access-role-marketer-sentence = Маркетолог барлық клиентті көреді, сегменттер мен жіберілімдерді жүргізеді; мәмілелерді тек қарайды.
access-role-analyst = Талдаушы
access-role-analyst-sentence = Талдаушы бәрін көреді және есептерді баптайды, бірақ клиенттерді өзгертпейді.
access-role-reader = Бақылаушы
access-role-reader-sentence = Бақылаушы қарайды, ештеңе өзгертпейді.
access-role = Рөлі
access-role-unknown = Мұндай рөл жоқ. Тізімнен таңдаңыз.

# Құқықтар
access-rights = Бұл адамға не рұқсат
access-rights-lead = Ештеңе таңдалмаса, рөл бойынша. Осында таңдалғаны рөлден басым.
access-rights-deed = Құқықтарды сақтау
access-level-none = көрмейді
access-level-read = қарайды
access-level-write = қосады және өзгертеді
access-level-arrange = бәріне баптайды
access-as-role = рөлдегідей: { $what }
access-as-firm = фирмадағыдай: { $what }
access-scope = Кімнің клиенттерін көреді
access-scope-help = Адам өзіне ашық әр бөлімде осыған дейін көреді.
access-scope-own = тек өзінікін
access-scope-team = өз тобынікін
access-scope-stage = өз тобының кезеңдеріндегілерді
access-scope-all = бәрін
access-right-unknown = Кемінде біреуін белгілеңіз; мұндай құқық жоқ.
access-beyond-own = Тек өзіңізде бар құқықты бере аласыз. Иелер туралы тек иесі шешеді.
access-last-owner = Бұл соңғы иесі. Алдымен басқа біреуді иесі етіңіз.

# Топтар
access-team = Тобы
access-teams = Топтар
access-teams-lead = Бір топтағы адамдар бір-бірінің клиенттерін көреді.
access-team-none = топсыз
access-team-name = Топтың аты
access-team-add = Топ қосу
access-team-rename = Атын өзгерту
access-team-people = { $n ->
    [0] ешкім жоқ
    [one] { $n } адам
   *[other] { $n } адам
}
access-team-name-taken = Мұндай атты топ бар.
access-team-unknown = Мұндай топ жоқ. Тізімнен таңдаңыз.
access-team-not-empty = Топта адамдар бар. Алдымен оларды басқа топқа ауыстырыңыз.
access-team-needed = Бұл топ әлі керек. Алдымен төменде аталғаннан босатып, содан кейін алып тастаңыз.

# Адамдар
access-name = Аты-жөні
access-your-name = Атыңыз кім
access-name-missing = Атын жазыңыз.
access-name-long = 200 әріптен аспасын.
access-email = E-mail
access-email-help = Осымен кіресіз. Еске салуды өзіңіз сұрасаңыз ғана хат келеді.
access-email-taken = Мұндай e-mail бар адам тіркелген.
access-email-wrong = Бұл e-mail-ге ұқсамайды. Мынадай болуы керек: аты@фирма.kz
access-add = Жаңа қызметкер
access-add-deed = Қосу
access-add-password-help = Бос қалдырсаңыз, сілтеме беріледі: адам құпиясөзін өзі ойлап табады.
access-added = { $name }: кіруге жол ашық.
access-disabled = кіру жабық
access-waiting = әлі кірген жоқ
access-is-disabled = Бұл адамға кіру жабық. Алдымен ашыңыз.
access-way-in = Кіру
access-disable-deed = Кіруді жабу
access-disable-lead = Адам барлық жерден бірден шығады, токендері тоқтайды. Істегенінің бәрі қалады.
access-disabled-done = Кіру жабылды.
access-enable-deed = Кіруді ашу
access-enabled-done = Кіру қайта ашылды.
access-saved = Сақталды.

# Шақыру
access-invite-deed = Кіру сілтемесін беру
access-invited = Жаңа қызметкерге сілтеме
access-invited-lead = Осы сілтемені адамға жіберіңіз. Ол үш күн жарамды, бір рет қана ашылады; екінші рет көрсетілмейді.
access-invitation = Шақыру
access-invitation-hello = Сәлеметсіз бе, { $name }!
access-invitation-lead = Құпиясөз ойлап табыңыз да, жұмысты бастаңыз.
access-invitation-deed = Жұмысты бастау
access-invitation-until = Шақыру мерзімі: { $when }.
access-invitation-over = Бұл сілтеме енді жарамсыз: пайдаланылған, ауыстырылған немесе үш күн өткен. Жаңасын сұраңыз.

# Құпиясөз
access-password = Құпиясөз
access-password-help = Кемінде 10 таңба. Ең дұрысы: өзіңізге ғана түсінікті бірнеше сөз.
access-password-short = Құпиясөз 10 таңбадан қысқа. Тағы қосыңыз.
access-password-long = Құпиясөз 1000 таңбадан ұзын.
access-password-is-email = Құпиясөз e-mail-мен бірдей. Ең алдымен соны байқап көреді.
access-password-common = Бұл ең жиі кездесетін құпиясөздердің бірі. Оны бір сәтте табады.
access-password-wrong = Қазіргі құпиясөзіңіз басқа.
access-password-change = Құпиясөз
access-password-change-lead = Басқа құрылғыларда қайта кіруге тура келеді.
access-password-change-deed = Құпиясөзді ауыстыру
access-password-current = Қазіргі құпиясөз
access-password-new = Жаңа құпиясөз
access-password-changed = Құпиясөз ауысты.

# Кіру
access-sign-in = Кіру
access-sign-in-deed = Кіру
access-sign-in-wrong = E-mail мен құпиясөз бір-біріне сәйкес емес.
access-sign-in-rest = Сәтсіз әрекет тым көп. Күте тұрыңыз: { $wait }.
access-sign-in-forgot = Құпиясөзді ұмыттыңыз ба? Иесінен жаңа кіру сілтемесін сұраңыз.

# Сеанстар
access-sessions = Қай жерде кіргенсіз
access-sessions-lead = Бейтаныс құрылғы ма? Оны аяқтап, құпиясөзді ауыстырыңыз.
access-session-this = осы құрылғы
access-session-end = Аяқтау
access-session-ended = Сеанс аяқталды.
access-sessions-end-others = Қалғандарынан шығу
access-sessions-ended = { $n ->
    [one] { $n } сеанс аяқталды.
   *[other] { $n } сеанс аяқталды.
}
access-device-unknown = Белгісіз құрылғы

# Токендер
access-tokens = Бағдарламаларға арналған токендер
access-tokens-lead = Токенмен бағдарлама сіздің атыңыздан жұмыс істейді, сізден артық ештеңе істей алмайды.
access-token-name = Не үшін
access-token-scopes = Не рұқсат
access-token-all = маған рұқсаттың бәрі
access-token-read = тек қарау
access-token-only-read = { $what }: тек қарау
access-token-days = Неше күн жарамды
access-token-days-help = Бос болса, мерзімсіз.
access-token-create = Токен жасау
access-token-end = Қайтарып алу
access-token-ended = Токен қайтарып алынды.
access-token-made = Жаңа токен
access-token-made-lead = Токенді қазір көшіріп алыңыз: екінші рет көрсетілмейді. Құпиясөздей сақтаңыз.
access-token-unused = әлі қолданылмаған
access-token-until = мерзімі: { $when }
access-token-over = мерзімі өтті: { $when }
access-end-past = Болашақтағы мерзім керек, кемінде бір күн.

# Алғашқы іске қосу
access-welcome = Картотекаға қош келдіңіз
access-welcome-lead = База бос. Өзіңіз туралы жазыңыз: сіз оның иесі боласыз.
access-welcome-deed = Бастау
access-welcome-next = Неден бастаймыз?
access-founded = Бұл базаның иесі бар. Кіріңіз немесе шақыру сұраңыз.
access-next-import = Өз клиенттеріңізді әкеліңіз
access-next-import-lead = Кесте, телефон контактілері, басқа бағдарламадан алынған файл: не шығатынын көрсетеміз, бәрін кері қайтаруға болады.
access-next-import-deed = Файл жүктеу
access-next-first = Алғашқы клиентті енгізіңіз
access-next-first-lead = Бір карточка бір минутта: аты, телефоны және ол туралы білетініңіз.
access-next-first-deed = Клиент қосу
access-next-demo = Үлгіден көріңіз
access-next-demo-lead = Клиенттері, мәмілелері мен хат-хабары бар көрсетілім фирмасы. Бір батырмамен түгел жойылады.
access-next-demo-deed = Көрсетілім фирмасын жүктеу

# Фирма
access-firm-lead = Бұл өзінікін таңдамағандардың бәріне қатысты.
access-arranged = Тағы не реттеледі
access-firm-name = Фирманың аты
access-firm-lang-help = Басқасын таңдамағандармен Картотека осы тілде сөйлеседі.
access-country = Ел
access-country-help = Телефон, ЖСН, БСН, ИНН және ақша осыған қарай оқылады.
access-country-kz = Қазақстан
access-country-ru = Ресей
access-country-other = басқа
access-currency = Валюта
access-currency-help = Үш әріп: KZT, RUB, USD.
access-currency-unknown = Мұндай валюта жоқ. Үш әріп керек, мысалы KZT.
access-lang = Тіл
access-zone = Уақыт белдеуі
access-zone-help = Барлық уақыт осы белдеумен көрсетіледі.
access-zone-unknown = Мұндай белдеу жоқ. Тізімнен таңдаңыз.
access-density = Жолдардың биіктігі
access-density-normal = кәдімгі
access-density-compact = тығыз
access-trade = Немен айналысасыз
access-trade-shop = дүкен
access-trade-supplier = фирмаларға жеткізу
access-trade-hotel = қонақүй
access-trade-maker = өндіріс
access-trade-consulting = кеңес беру
access-trade-other = басқа
