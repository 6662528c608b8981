tasks-title = Тапсырмалар
tasks-new = Жаңа тапсырма
tasks-calendar = Күнтізбе
tasks-more = Тағы
tasks-further = Тағы көрсету
tasks-whose = Кімнің тапсырмалары
tasks-show = Көрсету
tasks-tab-today = Бүгін
tasks-tab-all = Бәрі
tasks-tab-queue = Команда кезегі
tasks-tab-done = Орындалғандары
tasks-empty-today = Бүгінге бәрі бітті
tasks-empty-today-hint = Мұнда күн жоспары тұрады: алдымен уақыты белгіленген уәделер, сосын ең маңызды клиенттер.
tasks-empty-queue = Кезек бос
tasks-empty-queue-hint = Командаға берілген, бірақ орындаушысы жоқ тапсырма біреу алғанша осында күтеді.
tasks-empty = Мұнда әзірге ештеңе жоқ
tasks-empty-hint = Тапсырма қойыңыз: қоңырау шалу, жазу, құттықтау. Туған күндер өзі келеді.
tasks-empty-card = Бұл клиентке әзірге ештеңе уәде етілмеген
tasks-empty-card-hint = Қоңырау не кездесу туралы келістіңіз бе? Тапсырма қойыңыз, ол күн жоспарына түседі.
tasks-finish = Орындалды
tasks-reopen = Қайта ашу
tasks-take = Өзіме алу
tasks-put-off = Ертеңге
tasks-put-off-hint = Бір күнге шегеру
tasks-drop = Керек емес
tasks-done = Орындалды
tasks-done-again = Орындалды. Келесісі: { $name }
tasks-reopened = Тапсырма қайта ашылды
tasks-dropped = Тапсырма алынды
tasks-taken = Тапсырма сізде
tasks-put-off-to = Ауыстырылды: { $name }
tasks-added = Тапсырма қойылды: { $name }
tasks-changed = Тапсырма өзгертілді
tasks-is-closed = Тапсырма жабылған.
tasks-not-now = Тапсырманы басқа біреу жауып немесе алып қойған. Бетті жаңартыңыз.
tasks-kind = Не істеу керек
tasks-kind-call = Қоңырау шалу
tasks-kind-write = Жазу
tasks-kind-meet = Кездесу
tasks-kind-visit = Бару
tasks-kind-congratulate = Құттықтау
tasks-kind-gift = Сыйлық беру
tasks-kind-other = Істеу
tasks-kind-unknown = Тапсырманың мұндай түрі жоқ.
tasks-state-unknown = Күйі open немесе closed болады.
tasks-what = Қысқаша
tasks-what-help = Түрінен белгілі болса, жазбаса да болады.
tasks-title-long = Тым ұзын: 200 әріпке сыйғызыңыз, қалғанын толығырақ жерге жазыңыз.
tasks-note-long = Тым ұзын: 5 000 әріптен аспасын.
tasks-about = Кім туралы
tasks-about-help = Аты, телефоны немесе карта нөмірі.
tasks-due-on = Қашан
tasks-due-time = Сағат нешеде
tasks-due-time-help = Бос болса: күннің кез келген уақыты.
tasks-due-time-silent = Ол кезде клиентте { $time } болады, ал ол { $hours } аралығында ғана мазалауды сұраған. Басқа уақыт таңдаңыз не бос қалдырыңыз.
tasks-day-unreadable = Мұндай күн жоқ. Күнді 2026-03-12 түрінде жазыңыз.
tasks-time-unreadable = Мұндай уақыт жоқ. Уақытты 15:30 түрінде жазыңыз.
tasks-assignee = Кім істейді
tasks-assignee-unknown = Мұндай қызметкер жоқ немесе енді жұмыс істемейді.
tasks-nobody = әзірге ешкім
tasks-team = Команда
tasks-team-help = Орындаушысы болмаса, тапсырма команда кезегіне тұрады.
tasks-team-unknown = Мұндай команда жоқ.
tasks-no-team = командасыз
tasks-every = Қайталау аралығы
tasks-every-help = 1-ден 99-ға дейін.
tasks-every-out-of-range = 1–99 күн, апта, ай немесе жыл сайын қайталауға болады.
tasks-unit = Нені
tasks-once = қайталамау
tasks-unit-day = күн
tasks-unit-week = апта
tasks-unit-month = ай
tasks-unit-year = жыл
tasks-note = Толығырақ
tasks-outcome = Нәтижесі
tasks-outcome-help = Клиент тарихына бір жол.
tasks-save = Сақтау
tasks-add = Тапсырма қою
tasks-today = бүгін
tasks-tomorrow = ертең
tasks-yesterday = кеше
tasks-day-at = { $day }, { $time }
tasks-there-late = онда { $time }, { $hours } аралығында болады
tasks-there-late-guessed = онда шамасы { $time }, { $hours } аралығында болады
tasks-there-awake = онда { $time }
tasks-there-awake-guessed = онда шамасы { $time }
tasks-there-then = онда { $time } болады
tasks-there-then-guessed = онда шамасы { $time } болады
tasks-there-then-late = онда { $time } болады, { $hours } аралығында болады
tasks-there-then-late-guessed = онда шамасы { $time } болады, { $hours } аралығында болады
tasks-view-day = Күн
tasks-view-week = Апта
tasks-view-month = Ай
tasks-before = Бұрынырақ
tasks-after = Кейінірек
tasks-drag-hint = Тапсырманы тышқанмен немесе саусақпен басқа күнге апаруға болады; пернетақтадан: бос орын, бағыт пернелері, бос орын.
tasks-feed = Телефондағы күнтізбе
tasks-feed-make = Телефон күнтізбесінде көрсету
tasks-feed-renew = Күнтізбенің жаңа мекенжайы
tasks-feed-renew-ask = Бұрынғы мекенжай жұмысын тоқтатады. Жаңасын жасау керек пе?
tasks-feed-end = Күнтізбені жабу
tasks-feed-ended = Күнтізбе мекенжайы енді жұмыс істемейді
tasks-feed-lead = Сілтеме мекенжайын көшіріп, телефон немесе компьютер күнтізбесінде соған жазылыңыз. Онда клиенттердің аты жоқ, тек сіздің тапсырмаларыңыз.
tasks-feed-once = Мекенжай бір-ақ рет көрсетіледі. Оны білген адам тапсырмаларыңызды көреді.
tasks-birthday = Туған күнімен құттықтау
tasks-birthday-lonely = Туған күн туралы еске салу клиентке біреу жауапты болғанда пайда болады
tasks-date = Маңызды күнімен құттықтау
tasks-holiday = { $name }: клиенттерді құттықтау
tasks-holiday-new-year = Жаңа жыл
tasks-holiday-christmas = Рождество
tasks-holiday-defenders-ru = 23 ақпан
tasks-holiday-womens-day = 8 наурыз
tasks-holiday-nauryz = Наурыз мейрамы
tasks-holiday-unity-kz = Қазақстан халқының бірлігі мерекесі
tasks-holiday-spring-ru = 1 мамыр
tasks-holiday-defenders-kz = Отан қорғаушы күні
tasks-holiday-victory = Жеңіс күні
tasks-holiday-russia-day = Ресей күні
tasks-holiday-capital-day = Астана күні
tasks-holiday-constitution-kz = Конституция күні
tasks-holiday-republic-kz = Республика күні
tasks-holiday-unity-ru = Халық бірлігі күні
tasks-holiday-independence-kz = Тәуелсіздік күні
tasks-every-day = { $n ->
    [1] күн сайын
   *[other] { $n } күн сайын
}
tasks-every-week = { $n ->
    [1] апта сайын
   *[other] { $n } апта сайын
}
tasks-every-month = { $n ->
    [1] ай сайын
   *[other] { $n } ай сайын
}
tasks-every-year = { $n ->
    [1] жыл сайын
   *[other] { $n } жыл сайын
}
tasks-verb-added = Тапсырма: { $name }, { $day }
tasks-verb-changed = Тапсырма өзгертілді: { $name }, { $day }
tasks-verb-moved = Тапсырма ауыстырылды: { $name }, { $day }
tasks-verb-taken = Тапсырма алынды: { $name }
tasks-verb-done = Орындалды: { $name }
tasks-verb-dropped = Тапсырма алынып тасталды: { $name }
tasks-verb-reopened = Тапсырма қайта ашылды: { $name }
tasks-to-hand-over = { $n ->
    [0] Ашық тапсырма жоқ.
   *[other] { $n } ашық тапсырма клиенттермен бірге өтеді.
}
tasks-team-needed-by-queue = { $n ->
   *[other] Оның кезегінде { $n } тапсырма күтіп тұр: орындаушысын тағайындаңыз немесе біреу алсын.
}
