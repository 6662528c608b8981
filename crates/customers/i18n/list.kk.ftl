# Клиенттер тізімі.
customers-list-title = Клиенттер
customers-list-add = Клиент қосу
customers-list-search = Аты, телефоны, поштасы, белгісі
customers-list-name = Клиент
customers-list-nameless = Аты жоқ
customers-list-organization = Ұйым
customers-list-changed = Өзгертілген
customers-list-made = Қосылған
customers-list-archived = Мұрағат
customers-list-total = Барлығы:
customers-list-first = Басына
customers-list-show-all = Бәрін көрсету
customers-list-empty = Клиенттеріңіз осында тұрады
customers-list-empty-text = Алғашқысын қосыңыз не кестені жүктеңіз: бағандарды, телефондар мен аттарды Картотека өзі таниды
customers-list-example = Омарова Әлия · +7 701 123 45 67 · Алматы · жылы
customers-list-none = Ешкім табылмады
customers-list-none-text = Сүзгі мен іздеуді қараңыз. Атының бір бөлігімен, телефонның соңғы цифрларымен, поштасымен не белгісімен іздеуге болады
customers-list-archive-empty = Мұрағат бос
customers-list-archive-empty-text = Тізімнен алынған карточкалар осында тұрады. Ештеңе жоғалмайды: кез келгенін қайтаруға болады
customers-list-filter-wrong = Сүзгі түсініксіз
customers-list-filter-wrong-text = Жоғарыдағы шартты түзетіңіз не сүзгіні алып тастаңыз
customers-list-group-off = Шарттар тобын алып тастау
customers-list-joint-hint = «және» мен «немесе» ауыстыру үшін басыңыз
customers-list-not-hint = «емес» дегенді алып тастау үшін басыңыз
customers-list-operator = Қалай салыстыру
customers-list-second = дейін
customers-list-or = немесе…
customers-list-builder = Барлық шарт бірге
customers-list-json = Шарт түгелімен
customers-list-json-help = all, any, not топтары мен салыстырулар, мысалы
customers-list-cell-met = Сіз түзетіп жатқанда мұны басқа біреу өзгертті. Қазір: { $now }. Сіздің «{ $yours }» жазылған жоқ: тізімді жаңартып, қайсысы дұрыс екенін шешіңіз
customers-list-cell-many = Мұнда бірнеше мән бар. Оларды карточкада өзгертеді
customers-list-nobody = Ондай қызметкер жоқ. Тізімнен таңдаңыз

# Көріністер
customers-view-arrange = Көріністі баптау
customers-view-keep = Көріністі жаңарту
customers-view-name = Көріністің аты
customers-view-name-help = Сүзгі, рет және бағандар сақталады
customers-view-share = Барлық қызметкерге көрсету
customers-view-share-help = Ортақ көріністі клиенттерді бәріне баптайтын адам ғана өзгертеді
customers-view-name-missing = Кейін табу үшін көрініске ат қойыңыз
customers-view-name-long = Аты 60 әріптен ұзын. Қысқартыңыз
customers-view-saved = «{ $name }» көрінісі сақталды
customers-view-kept = «{ $name }» көрінісі жаңартылды
customers-view-removed = «{ $name }» көрінісі алынды

# Көбін бірден өзгерту
customers-bulk-all = { $n ->
    [one] Сүзгідегі { $shown } клиентке
   *[other] Сүзгідегі { $shown } клиентке түгел
}
customers-bulk-tag = Белгі
customers-bulk-responsible = Жауапты
customers-bulk-nobody-answers = Ешкім
customers-bulk-field = Өрісті өзгерту
customers-bulk-what = Нені өзгерту керегін айтыңыз: белгіні, жауаптыны не өрісті
customers-bulk-nobody = Алдымен клиенттерді белгілеңіз
customers-bulk-nothing = Бәрі онсыз да солай, өзгертетін ештеңе жоқ
customers-bulk-tagged = { $n } клиентке белгі қойылды
customers-bulk-untagged = { $n } клиенттен белгі алынды
customers-bulk-set = { $n } клиент өзгертілді
customers-bulk-archived = { $n } клиент мұрағатқа жіберілді
customers-bulk-restored = { $n } клиент мұрағаттан қайтарылды
customers-bulk-under-way = Клиенттер өзгертіліп жатыр, { $n } дайын
customers-bulk-undoing = Бұрынғы қалпына қайтарылып жатыр, { $n } дайын
customers-bulk-done = Дайын: { $n } клиент өзгертілді
customers-bulk-undone = { $n } клиент бұрынғы қалпына келтірілді
customers-bulk-undone-some = { $n } клиент қайтарылды, содан бері өзгергендеріне тиіспедік: { $name }
customers-bulk-stopped = Тоқтатылды, { $n } клиент өзгертілді
customers-bulk-see = Тізімді жаңарту

# Іздеу және әрекеттер
customers-palette-all = Табылғанның бәрін көрсету
customers-palette-add = Клиент қосу
customers-palette-archived = Мұрағаттағы клиенттер
customers-list-fields = Карточка мәліметтері
customers-list-build = Шартты тұтас құру…
customers-list-as-json = Шарт мәтін түрінде (JSON)
customers-list-rough = «{ $field }» бағаны әліпби ретіне келтіріліп жатыр: әзірге реті шамамен берілген.
customers-letters-under-way = Карточкалар әліпби ретімен тізілуде
