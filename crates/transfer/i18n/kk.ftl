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
