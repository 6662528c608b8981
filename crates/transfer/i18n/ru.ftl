# Виды файлов
transfer-format-access = База Access
transfer-format-xlsx = Книга Excel (XLSX)
transfer-format-ods = Таблица OpenDocument (ODS)
transfer-format-xls = Книга Excel (XLS, XLSB)
transfer-format-vcard = Визитные карточки (vCard)
transfer-format-commerceml = Обмен с 1С (CommerceML)
transfer-format-json = JSON
transfer-format-ndjson = JSON по строкам (NDJSON)
transfer-format-sql_dump = Выгрузка базы магазина (SQL)
transfer-format-delimited = Текст с разделителями (CSV, TSV)
transfer-target-csv = CSV для Excel
transfer-target-xlsx = Excel (XLSX)
transfer-target-ods = OpenDocument (ODS)
transfer-target-vcf = Визитные карточки (vCard 4)
transfer-target-ndjson = JSON по строкам (NDJSON)
transfer-target-parquet = Parquet

# Что в строках
transfer-subject-customers = клиенты
transfer-subject-deals = сделки
transfer-subject-orders = заказы
transfer-subject-products = товары

# Что не так с файлом
transfer-file-io = Файл «{ $file }» не открылся: { $detail }. Прочитано до строки { $row }. Проверьте, что файл на месте и доступен, и попробуйте ещё раз.
transfer-file-empty = Файл «{ $file }» пуст. Выберите другой файл или сохраните его заново.
transfer-file-other-kind = «{ $file }» — это { $kind }, а не таблица. Сохраните данные как XLSX или CSV и загрузите снова.
transfer-file-unknown = В «{ $file }» не удалось узнать ни один известный вид файла. Сохраните данные как XLSX или CSV и загрузите снова.
transfer-file-archive = «{ $file }» — архив. Распакуйте его и загрузите файлы, которые внутри.
transfer-file-password = «{ $file }» закрыт паролем. Откройте его в своей программе, снимите пароль, сохраните и загрузите снова.
transfer-file-truncated = «{ $file }» обрывается: конца файла нет. Прочитано до строки { $row }. Скачайте или скопируйте файл заново.
transfer-file-damaged = «{ $file }» повреждён внутри ({ $detail }). Прочитано до строки { $row }. Откройте его в своей программе, сохраните заново и загрузите.
transfer-file-bomb = «{ $file }» распаковывается в неправдоподобно большой объём, поэтому чтение остановлено. Прочитано до строки { $row }. Если файл настоящий, сохраните его как CSV.
transfer-file-no-tables = В «{ $file }» нет ни одной таблицы с данными. Проверьте, тот ли это файл.
transfer-file-no-such-table = В «{ $file }» нет листа или таблицы «{ $name }». Выберите другую из списка.
transfer-file-unknown-encoding = Кодировка «{ $name }» неизвестна. Выберите кодировку из списка.
transfer-file-unknown-format = Вид файла «{ $name }» неизвестен. Выберите вид из списка.
transfer-file-version = «{ $file }» сохранён в версии { $name }, которую прочитать нельзя. Сохраните его в более новой или более старой версии.

# Что не так со строкой
transfer-row-too-long = Строка длиннее { $limit } МБ. Скорее всего, в файле пропущен конец строки: исправьте её и загрузите снова.
transfer-row-unclosed-quote = Кавычка открыта и не закрыта. Закройте или уберите её и загрузите строку снова.
transfer-row-bad-json = Это не объект JSON: { $detail }. Исправьте запись и загрузите снова.
transfer-row-broken-card = У карточки нет конца (END:VCARD). Скорее всего, файл обрезан: выгрузите контакт заново.
transfer-row-too-many-columns = В строке больше { $limit } столбцов. Проверьте, тот ли выбран разделитель.
transfer-row-damaged = Это место файла повреждено, строку прочитать нельзя. Откройте файл в своей программе и сохраните заново.

# Что не так с ячейкой
transfer-cell-formula = Формула в ячейке закончилась ошибкой. Исправьте формулу или впишите значение.
transfer-cell-undecodable = В ячейке буквы, которых нет в выбранной кодировке. Выберите другую кодировку файла.
transfer-cell-bad-date = Такой даты не бывает. Впишите дату заново.
transfer-cell-attachment = Картинки и вложения не переносятся. Загрузите их на карточку клиента отдельно.
transfer-cell-damaged = Значение повреждено. Впишите его заново.

# О чём стоит знать
transfer-warning-wrong-ending = Имя файла кончается на «.{ $ending }», но внутри { $format }. Прочитано по содержимому.
transfer-warning-unsure-encoding = Кодировка похожа на { $encoding }, но уверенности мало. Если буквы выглядят неверно, выберите другую.
transfer-warning-no-header = Строки с названиями столбцов не видно. Если она есть, укажите её номер.
transfer-warning-attachments = Картинки и вложения не переносятся: { $columns }.

# Выгрузка
transfer-write-disk-full = На диске кончилось место. Освободите его и выгрузите снова.
transfer-write-io = Записать не удалось: { $detail }. Попробуйте ещё раз.
transfer-write-too-many-columns = Столбцов больше, чем { $limit }: столько в этот вид файла не помещается. Уберите лишние или выберите CSV.

# Сопоставление и ход загрузки
transfer-mapping-no-column = В файле нет столбца «{ $name }». Проверьте сопоставление столбцов.
transfer-mapping-no-field = В карточке нет поля «{ $name }». Выберите другое поле или оставьте столбец.
transfer-mapping-nothing = Все столбцы пропущены. Выберите поле хотя бы для одного.
transfer-cell-gender = Пол не узнать. Впишите «ж» или «м».
transfer-bringing-in = Загружаем клиентов
transfer-taking-back = Отменяем загрузку
transfer-rejects-reason = Почему не загружено
transfer-rejects-row = Строка в файле
