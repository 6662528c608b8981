# Файл түрлері
transfer-format-access = Access дерекқоры
transfer-format-xlsx = Excel кітабы (XLSX)
transfer-format-ods = OpenDocument кестесі (ODS)
transfer-format-xls = Excel кітабы (XLS, XLSB)
transfer-format-vcard = Визит карталары (vCard)
transfer-format-commerceml = 1С-пен алмасу (CommerceML)
transfer-format-json = JSON
transfer-format-ndjson = Жол-жолымен JSON (NDJSON)
transfer-format-sql_dump = Дүкен дерекқорының көшірмесі (SQL)
transfer-format-delimited = Бөлгіші бар мәтін (CSV, TSV)
transfer-target-csv = Excel-ге арналған CSV
transfer-target-xlsx = Excel (XLSX)
transfer-target-ods = OpenDocument (ODS)
transfer-target-vcf = Визит карталары (vCard 4)
transfer-target-ndjson = Жол-жолымен JSON (NDJSON)
transfer-target-parquet = Parquet

# Жолдарда не бар
transfer-subject-customers = клиенттер
transfer-subject-deals = мәмілелер
transfer-subject-orders = тапсырыстар
transfer-subject-products = тауарлар

# Файлдағы кінәрат
transfer-file-io = «{ $file }» файлы ашылмады: { $detail }. { $row }-жолға дейін оқылды. Файл орнында тұрғанын тексеріп, қайталап көріңіз.
transfer-file-empty = «{ $file }» файлы бос. Басқа файлды таңдаңыз немесе мұны қайта сақтаңыз.
transfer-file-other-kind = «{ $file }» кесте емес, бұл — { $kind }. Деректерді XLSX не CSV түрінде сақтап, қайта жүктеңіз.
transfer-file-unknown = «{ $file }» қандай файл екені белгісіз. Деректерді XLSX не CSV түрінде сақтап, қайта жүктеңіз.
transfer-file-archive = «{ $file }» — мұрағат. Оны ашып, ішіндегі файлдарды жүктеңіз.
transfer-file-password = «{ $file }» құпиясөзбен жабылған. Өз бағдарламаңызда ашып, құпиясөзін алып тастаңыз да, сақтап, қайта жүктеңіз.
transfer-file-truncated = «{ $file }» аяғына дейін жетпей үзілген. { $row }-жолға дейін оқылды. Файлды қайта жүктеп алыңыз немесе қайта көшіріңіз.
transfer-file-damaged = «{ $file }» ішінен бүлінген ({ $detail }). { $row }-жолға дейін оқылды. Өз бағдарламаңызда ашып, қайта сақтап, жүктеңіз.
transfer-file-bomb = «{ $file }» ашылғанда сенгісіз үлкен болып шықты, сондықтан оқу тоқтатылды. { $row }-жолға дейін оқылды. Файл шын болса, оны CSV түрінде сақтаңыз.
transfer-file-no-tables = «{ $file }» ішінде дерегі бар бірде-бір кесте жоқ. Дәл осы файл ма, тексеріңіз.
transfer-file-no-such-table = «{ $file }» ішінде «{ $name }» деген парақ не кесте жоқ. Тізімнен басқасын таңдаңыз.
transfer-file-unknown-encoding = «{ $name }» деген кодтау белгісіз. Кодтауды тізімнен таңдаңыз.
transfer-file-unknown-format = «{ $name }» деген файл түрі белгісіз. Түрін тізімнен таңдаңыз.
transfer-file-version = «{ $file }» { $name } нұсқасында сақталған, оны оқуға болмайды. Жаңарақ не ескірек нұсқада сақтаңыз.

# Жолдағы кінәрат
transfer-row-too-long = Жол { $limit } МБ-тан ұзын. Файлда жол соңы түсіп қалған болуы керек: түзетіп, қайта жүктеңіз.
transfer-row-unclosed-quote = Тырнақша ашылған да, жабылмаған. Оны жабыңыз немесе алып тастап, жолды қайта жүктеңіз.
transfer-row-bad-json = Бұл JSON нысаны емес: { $detail }. Жазбаны түзетіп, қайта жүктеңіз.
transfer-row-broken-card = Картаның соңы (END:VCARD) жоқ. Файл қиылып қалған болуы керек: байланысты қайта шығарып алыңыз.
transfer-row-too-many-columns = Жолда { $limit } бағаннан көп. Бөлгіш дұрыс таңдалғанын тексеріңіз.
transfer-row-damaged = Файлдың осы жері бүлінген, жолды оқу мүмкін емес. Файлды өз бағдарламаңызда ашып, қайта сақтаңыз.

# Ұяшықтағы кінәрат
transfer-cell-formula = Ұяшықтағы формула қатемен аяқталған. Формуланы түзетіңіз немесе мәнін жазыңыз.
transfer-cell-undecodable = Ұяшықта таңдалған кодтауда жоқ әріптер бар. Файлдың басқа кодтауын таңдаңыз.
transfer-cell-bad-date = Мұндай күн болмайды. Күнін қайта жазыңыз.
transfer-cell-attachment = Суреттер мен тіркемелер көшірілмейді. Оларды клиент картасына бөлек жүктеңіз.
transfer-cell-damaged = Мән бүлінген. Оны қайта жазыңыз.

# Біле жүрген жөн
transfer-warning-wrong-ending = Файл аты «.{ $ending }» деп аяқталады, ал ішінде { $format }. Ішіндегісі бойынша оқылды.
transfer-warning-unsure-encoding = Кодтау { $encoding } сияқты, бірақ сенім аз. Әріптер бұрыс көрінсе, басқасын таңдаңыз.
transfer-warning-no-header = Баған аттары жазылған жол көрінбейді. Ол бар болса, нөмірін көрсетіңіз.
transfer-warning-attachments = Суреттер мен тіркемелер көшірілмейді: { $columns }.

# Шығару
transfer-write-disk-full = Дискіде орын қалмады. Орын босатып, қайта шығарыңыз.
transfer-write-io = Жазу мүмкін болмады: { $detail }. Қайталап көріңіз.
transfer-write-too-many-columns = Баған саны { $limit }-ден көп: бұл файл түріне сыймайды. Артығын алып тастаңыз немесе CSV таңдаңыз.

# Бағандарды сәйкестендіру және жүктеу барысы
transfer-mapping-no-column = Файлда «{ $name }» бағаны жоқ. Бағандардың сәйкестігін тексеріңіз.
transfer-mapping-no-field = Карточкада «{ $name }» өрісі жоқ. Басқа өрісті таңдаңыз немесе бағанды қалдырып кетіңіз.
transfer-mapping-nothing = Барлық бағандар қалдырылған. Кемінде біреуіне өріс таңдаңыз.
transfer-cell-gender = Жынысы түсініксіз. «Әйел» немесе «ер» деп жазыңыз.
transfer-bringing-in = Клиенттер жүктеліп жатыр
transfer-taking-back = Жүктеу қайтарылып жатыр
transfer-rejects-reason = Неге жүктелмеді
transfer-rejects-row = Файлдағы жол

# Жүктеу беттері
transfer-nav = Импорт
transfer-title = Импорт
transfer-lead = Клиенттер кестесін қалай тұрса, солай жүктеңіз: бағандар, кодтау мен пішім өздігінен анықталады, ал жүктемес бұрын әр жолдың не болатыны көрінеді.
transfer-drop = Файлдарды осында сүйреп әкеліңіз немесе компьютерден таңдаңыз
transfer-drop-help = CSV, Excel, OpenDocument, Access, vCard, JSON, Google, Outlook, amoCRM, Битрикс24, HubSpot деректері.
transfer-look = Ішінде не барын көру
transfer-earlier = Бұрынғы жүктеулер
transfer-none = Әзірге ештеңе жүктелген жоқ.
transfer-no-file = Файл таңдалмады. Кемінде біреуін таңдаңыз.
transfer-not-kept = Файлды сақтау мүмкін емес: дискіде орын жоқ немесе ол жауап бермейді. Орын босатып, қайталап көріңіз.
transfer-unusable = Файл жүктелмейді
transfer-rows = { $n } жол
transfer-state-draft = Дайындалуда
transfer-state-running = Жүктелуде
transfer-state-done = Жүктелді
transfer-state-failed = Соңына дейін жүктелмеді
transfer-state-undoing = Қайтарылуда
transfer-state-undone = Қайтарылды
transfer-state-stopped = Тоқтатылды
transfer-state-broken = Үзілді
transfer-count-rows = Оқылған жол
transfer-count-new = Жаңа клиент
transfer-count-merged = Карточканы толықтырды
transfer-count-unchanged = Өзгеріссіз
transfer-count-conflicts = Соның ішінде қайшылығы бары
transfer-count-rejected = Жүктелмеді
transfer-count-undone = Бұрынғы қалпына келді
transfer-count-left = Сол күйі қалды: жүктеуден кейін өзгертілген
transfer-stop = Тоқтату
transfer-resume = Жалғастыру
transfer-reload = Жаңарту
transfer-rejects = Жүктелмеген жолдарды алу
transfer-undo = Жүктеуді қайтару
transfer-undo-begun = Жүктеу қайтарылып жатыр.
transfer-see-customers = Клиенттерге өту
transfer-found = Файлда не бар
transfer-encoding = Кодтау
transfer-separator = Бөлгіш
transfer-separator-comma = Үтір
transfer-separator-semicolon = Нүктелі үтір
transfer-separator-tab = Табуляция
transfer-separator-bar = Тік сызық
transfer-table = Парақ не кесте
transfer-header-row = Баған атаулары тұрған жол
transfer-rule = Карточкада басқа мән тұрса
transfer-rule-ask = Екеуін де қалдырып, сұрау
transfer-rule-newest = Файлға сену
transfer-rule-most-trusted = Сенімдірек дереккөзге сену
transfer-columns = Бағандар
transfer-column = Файлда
transfer-samples = Мысалдар
transfer-place = Карточка өрісі
transfer-place-leave = Қалдырып кету
transfer-place-new = Жаңа өріс
transfer-place-id = Клиенттің Картотекадағы нөмірі
transfer-place-kind = Адам не ұйым
transfer-place-full-name = Толық аты не атауы
transfer-place-company = Ұйым
transfer-place-address-part = Мекенжайдың бөлігі
transfer-place-tax-id = ЖСН, БСН не ИНН
transfer-preview = Алғашқы жолдар не болады
transfer-row = Жол
transfer-outcome = Нәтиже
transfer-card = Карточка не себеп
transfer-outcome-new = Жаңа клиент
transfer-outcome-merged = Карточканы толықтырады
transfer-outcome-conflict = Қайшылық
transfer-outcome-unchanged = Бұрыннан бар
transfer-outcome-rejected = Жүктелмейді
transfer-start = Жүктеу
transfer-look-again = Таңдағанымды тексеру
transfer-export-kind = Түрі
transfer-export-unknown-format = Мұндай файл түрі жоқ. CSV, XLSX, ODS, vCard, NDJSON не Parquet таңдаңыз.
transfer-export-name = Толық аты
transfer-export-person = Адам
transfer-export-organization = Ұйым
transfer-export-unknown-column = «{ $name }» деген баған жоқ. Карточканың өрісін, made немесе changed деп атаңыз.
transfer-export-title = Шығарып алу
transfer-export-format = Файл түрі
transfer-export-columns-help = Тізімде көрініп тұрған бағандар белгіленген. Клиенттің Картотекадағы нөмірі әрқашан бірге шығады: өзгертілген файл сол арқылы өз карточкаларына қайтып түседі.
transfer-export-journal = Шығарып алу журналға жазылады: кім, нені және неше жолды алғаны.
transfer-export-do = Жүктеп алу
transfer-target-help-csv = Excel де, кез келген басқа бағдарлама да ашады. Формулаға ұқсас ұяшықтар апострофпен залалсыздандырылған.
transfer-target-help-xlsx = Күндер мен сандар сақталады, тақырып жолы бекітілген.
transfer-target-help-ods = LibreOffice және басқа бағдарламалар үшін, күндер мен сандар сақталады.
transfer-target-help-vcf = Телефондар мен пошта бағдарламалары үшін.
transfer-target-help-ndjson = Бағдарламалар үшін, әр жолда бір жазба; бағандар ағылшынша аталған.
transfer-target-help-parquet = Талдау үшін: бағандардың түрі бар, сығылған.
transfer-cell-colleague = «{ $name }» деген қызметкер жоқ. Атын қызметкерлер тізіміндегідей жазыңыз немесе бағанды өткізіп жіберіңіз.
