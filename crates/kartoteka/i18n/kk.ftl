# Пәрмен жолы

kartoteka-no-base = { $place } мекенжайында база жоқ. Оны «kartoteka serve» ашады.
kartoteka-nobody = { $email } поштасымен мұнда ешкім жоқ. Бәрін «kartoteka user list» көрсетеді.
kartoteka-no-scope = Мұндай ауқым жоқ. all, read немесе мыналардың бірі жарайды, тек оқу үшін соңына :read қосылады: { $known }.

kartoteka-backup-done = { $path } дайын: { $customers } клиент, { $files } файл, журналдың { $entries } жазбасы бар.
kartoteka-restore-done = { $made-at } кезінде жасалған көшірме қалпына келтірілді.
kartoteka-restore-aside = Бұрынғы база { $path } атымен сақталды.
kartoteka-archive-exists = { $path } бұрыннан бар. Басқа ат таңдаңыз.
kartoteka-archive-not-a-backup = Бұл Картотеканың сақтық көшірмесі емес: { $what }.
kartoteka-archive-too-new = Бұл көшірмені жаңарақ Картотека жасаған ({ $what }). Бағдарламаны жаңартыңыз.
kartoteka-archive-damaged = Көшірме бүлінген, ештеңеге тиген жоқпыз: { $what }. Бұдан бұрынғысын алыңыз.
kartoteka-archive-in-use = Картотека қазір { $place } базасымен жұмыс істеп тұр. Алдымен оны тоқтатыңыз.
kartoteka-archive-not-empty = { $place } базасы бос емес. --force берілсе, бұрынғысы бөлек сақталады, ал PostgreSQL-де тазартылады.
kartoteka-archive-failed = Болмады: { $what }.

kartoteka-migrate-done = { $n ->
    [0] Базаны жаңарту қажет емес.
   *[other] { $n } қадам жасалды, база жаңарды.
}
kartoteka-move-done = { $place } базасына { $n } жол көшірілді; барлық кестенің жол саны мен бақылау сомасы сәйкес келді.
kartoteka-move-not-empty = { $place } базасы бос емес. Әлі пайдаланылмаған базаға көшіріңіз.
kartoteka-move-behind = { $place } базасы жаңартылмаған ({ $what } қадамы жоқ). Алдымен ол үшін «kartoteka migrate --database» пәрменін орындаңыз.
kartoteka-move-differs = { $what } кестесі өзгеріп көшті. Жаңа базаны пайдаланбаңыз, бос базаға қайта көшіріңіз.

kartoteka-sql-cut = Тек алғашқы { $n } жол көрсетілді, бұдан да көп.
kartoteka-sql-wrong = Бұл сұрауға жауап беру мүмкін емес: { $what }.

# Базаны тексеру

kartoteka-doctor-sound = Бәрі дұрыс.
kartoteka-doctor-failed = Тексеру мүмкін болмады: { $what }.
kartoteka-doctor-failed-do = База бүлінген болса, Картотеканы тоқтатып, соңғы көшірмені қалпына келтіріңіз.
kartoteka-doctor-steps-unknown = Бұл базамен жаңарақ Картотека жұмыс істеген: { $what }.
kartoteka-doctor-steps-unknown-do = Осы бағдарламаны жаңартыңыз.
kartoteka-doctor-steps-missing = База жаңартылмаған: { $what }.
kartoteka-doctor-steps-missing-do = «kartoteka migrate» пәрменін орындаңыз; «kartoteka serve» мұны өзі істейді.
kartoteka-doctor-steps-altered = База бұл қадамды жасағанда, ол басқаша болған: { $what }.
kartoteka-doctor-steps-altered-do = Базаны шығарылмаған жинақ ашқан. Оны «kartoteka migrate --from --to» пәрменімен көшіріңіз.
kartoteka-doctor-pages-broken = Базаның { $n } жері бүлінген: { $what }.
kartoteka-doctor-pages-broken-do = Картотеканы тоқтатып, дискіні тексеріңіз де, соңғы көшірмені қалпына келтіріңіз.
kartoteka-doctor-journal-missing = Журналдың { $what } жазбасының алдында жетіспейтін жазбалар бар.
kartoteka-doctor-journal-missing-do = Картотекадан басқа кім базаға жаза алатынын анықтап, оны көшірмемен салыстырыңыз.
kartoteka-doctor-journal-altered = Журнал жазбалары өзгертілген, біріншісі — { $what }.
kartoteka-doctor-journal-altered-do = Картотекадан басқа кім базаға жаза алатынын анықтап, оны көшірмемен салыстырыңыз.
kartoteka-doctor-journal-end = Журналдың соңы { $what } жазбасының тұсында жылжытылған.
kartoteka-doctor-journal-end-do = Картотекадан басқа кім базаға жаза алатынын анықтап, оны көшірмемен салыстырыңыз.
kartoteka-doctor-cards-traits = Көрсеткіштің { $n } жолы ешбір карточкаға жатпайды.
kartoteka-doctor-cards-traits-do = «kartoteka doctor --repair» пәрменін орындаңыз.
kartoteka-doctor-cards-past = Бұрынғы { $n } мән ешбір карточкаға жатпайды.
kartoteka-doctor-cards-past-do = Карточкалар жоғалған: базаны көшірмемен салыстырыңыз.
kartoteka-doctor-cards-relations = { $n } байланыс жоқ карточкаға апарады.
kartoteka-doctor-cards-relations-do = Карточкалар жоғалған: базаны көшірмемен салыстырыңыз.
kartoteka-doctor-cards-search = { $n } карточка іздеуден табылмайды немесе онда артық тұр.
kartoteka-doctor-cards-search-do = «kartoteka doctor --repair» пәрменін орындаңыз.
kartoteka-doctor-jobs-dead = { $n } тапсырма біржола орындалмай қалды.
kartoteka-doctor-jobs-dead-do = Тапсырмалар тізімінен қателерін оқып, қайта іске қосыңыз.
kartoteka-doctor-jobs-overdue = { $n } тапсырма бір сағаттан артық күтіп тұр.
kartoteka-doctor-jobs-overdue-do = «kartoteka serve» іске қосыңыз: тапсырмаларды тек сол орындайды.
kartoteka-doctor-jobs-stuck = { $n } тапсырма орта жолда үзілген.
kartoteka-doctor-jobs-stuck-do = «kartoteka serve» іске қосыңыз: ол жалғастырады.
kartoteka-doctor-files-unreachable = Файлдар қоймасына қол жетпейді: { $what }.
kartoteka-doctor-files-unreachable-do = KARTOTEKA_FILES мәнін және қалта не сервер орнында екенін тексеріңіз.
kartoteka-doctor-files-missing = Карточкаларда аталған { $n } файл орнында жоқ, мысалы { $what }.
kartoteka-doctor-files-missing-do = Файлдарды сақтық көшірмеден қайтарыңыз.
kartoteka-doctor-files-damaged = { $n } файл өздігінен өзгеріп кеткен, мысалы { $what }.
kartoteka-doctor-files-damaged-do = Дискіні тексеріп, файлдарды сақтық көшірмеден қайтарыңыз.
kartoteka-doctor-disk-low = { $what } орналасқан жерде небәрі { $n } МБ бос.
kartoteka-doctor-disk-low-do = Орын босатыңыз: толы дискіге ештеңе сақталмайды.
kartoteka-doctor-clock-behind = Сағат журналдың соңғы жазбасынан { $n } мин қалып тұр.
kartoteka-doctor-clock-behind-do = Осы машинаның сағатын түзетіңіз, NTP арқылы болғаны жақсы.
kartoteka-doctor-clock-apart = Осы машина мен дерекқордың сағаттары { $n } мин айырмамен жүр.
kartoteka-doctor-clock-apart-do = Екі машинаның да сағатын түзетіңіз, NTP арқылы болғаны жақсы.
kartoteka-doctor-reads-altered = Кім не қарағаны туралы жазбалар өзгертілген; алғашқы өзгертілген топтама { $what } нөмірімен аяқталады.
kartoteka-doctor-reads-altered-do = Картотекадан басқа базаға кім жаза алатынын анықтап, оны көшірмесімен салыстырыңыз.
