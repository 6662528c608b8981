# Карточкаларды біріктіру және қосарланғандарын іздеу

customers-usage-refused = Мазаламауды сұраған
customers-reach-refused = Мазаламауды сұраған
customers-ending-merged = карточкалар біріккенде орнын берді

customers-duplicates-title = Қосарланған
customers-duplicates-count = { $n ->
    [one] { $shown } топ
   *[other] { $shown } топ
}
customers-duplicates-search = Қайта іздеу
customers-duplicates-search-first = Қосарланғанын табу
customers-duplicates-many = Көбін бірден біріктіру
customers-duplicates-searched = { $when } қаралған карточка саны: { $n }
customers-duplicates-empty = Қосарланған карточка жоқ
customers-duplicates-empty-text = Карточкаларды Картотека өзі салыстырады: әртүрлі жазылған аттарды, телефондарды, пошта мен мекенжайларды, туған күндерді. Жаңа және өзгерген карточкалар да өздігінен тексеріледі
customers-duplicates-never = Ұқсас карточкалар осында шығады
customers-duplicates-example = Наурызбай Ахметов пен Наурызбаи Ахметов · телефоны бір · 99,2 %
customers-duplicates-keys = j мен k жұптан жұпқа өтеді, m біріктіреді, d бөледі, g бүкіл топты біріктіреді, Enter өріс-өрісімен салыстырады
customers-duplicates-group = Топта { $n } карточка бар
customers-duplicates-reading = Карточкалар оқылып жатыр
customers-duplicates-comparing = Ұқсас карточкалар салыстырылып жатыр
customers-duplicates-writing = Табылған жұптар жазылып жатыр
customers-duplicates-begun = Іздеу басталды, тізім өзі жаңарады
customers-duplicates-next = Тағы көрсету

customers-merge-title = Бұл бір клиент пе?
customers-merge = Біріктіру
customers-merge-group = Бүкіл топты біріктіру
customers-merge-group-moved = Топтың бір карточкасы осы арада өзгертілді. Тізімді қайта ашып, тағы бір қараңыз
customers-merge-group-not = Топты бірден біріктіруге болмайды
customers-merge-how-many = Бірден 2-ден 20-ға дейін карточканы біріктіруге болады
customers-merge-denied = Бұл карточкалардың екеуі бөлек клиент деп айтылған. Қалғандарын жұп-жұбымен біріктіріңіз
customers-merge-compare = Салыстыру
customers-merge-different = Екі бөлек клиент
customers-merge-both = Екеуі де қалсын, кейін шешеміз
customers-merge-stays = Осы карточка қалады
customers-merge-field = Өріс
customers-merge-agrees = Бірдей
customers-merge-disagrees = Карточкаларда бұл әртүрлі
customers-merge-help = Екінші карточканың нөмірі осында әкеледі. Қалғанының бәрі сақталады: мәндер, тарихы, байланыстар, файлдар. Біріктіруді кез келген күні қайтаруға болады
customers-merge-no-pair = Бұл жұпты модель әлі ұсынған жоқ
customers-merge-same = Бұл бір карточканың өзі
customers-merge-kinds = Адам мен ұйымды біріктіруге болмайды. Оларды «Байланыстар» бетінде байланыстырыңыз
customers-merge-later-first = Бұл карточканың өзі басқасына қосылған. Алдымен сол біріктіруді, содан кейін мұны қайтарыңыз
customers-merge-unknown-field = Ондай өріс жоқ немесе онда таңдайтын ештеңе жоқ
customers-merged-toast = Карточкалар «{ $name }» болып бірікті
customers-unmerged-toast = Біріктіру қайтарылды, «{ $name }» карточкасы қайта бөлек
customers-unmerged-group-toast = Топты біріктіру қайтарылды, «{ $name }» бұрынғыдай
customers-denied-toast = Есте сақталды: бұл екі бөлек клиент
customers-allowed-toast = Жұп тізімге қайта қосылды
customers-absorbed = Қосылған карточкалар
customers-absorbed-one = № { $no }, { $when }
customers-absorbed-undo = Бөліп алу
customers-same-as = Бұл клиент екі рет жазылған сияқты: { $name }, { $percent }

customers-merging-title = Көбін бірден біріктіру
customers-merging-at-least = Ең аз ықтималдық
customers-merging-show = Көрсету
customers-merging-n = { $n ->
    [one] { $shown } жұп біріктіріледі
   *[other] { $shown } жұп біріктіріледі
}
customers-merging-none = Ондай жұп жоқ. Ықтималдықты азайтыңыз немесе алдымен қосарланғандарын табыңыз
customers-merging-sample = Мына жұптарды тексеріңіз: олар кездейсоқ таңдалды
customers-merging-sample-help = Бір жұп та қате болса, ықтималдықты көтеріңіз. Кейін бәрін түгел қайтаруға болады
customers-merging-begin = { $n ->
    [one] { $shown } жұпты біріктіру
   *[other] { $shown } жұпты біріктіру
}
customers-merging-begun = Біріктіру басталды
customers-merging-under-way = Карточкалар біріктіріліп жатыр
customers-merging-undoing = Карточкалар қайта бөлініп жатыр
customers-merging-done = { $n } карточка біріктірілді
customers-merging-undone = { $n } карточка қайта бөлінді
customers-merging-undo = Бәрін қайтару
customers-merging-wrong = Ықтималдық 80 мен 100 арасындағы санмен жазылады

customers-verb-customer-merged = Осында { $name } карточкасы қосылды
customers-verb-customer-merged-into = { $name } карточкасына қосылды
customers-verb-customer-parted = { $name } карточкасы қайта бөлек
customers-verb-customer-returned = { $name } карточкасынан қайта бөлінді
customers-verb-duplicate-denied = Бұл { $name } емес деп айтылды
customers-verb-duplicate-allowed = Бұл { $name } болуы қайта мүмкін
customers-timeline-merges = Біріктірулер

customers-why-sum = { $why }: { $percent }
customers-why-differs = әртүрлі: { $values }
customers-why-family-name-same = тегі бір
customers-why-family-name-near = тегі ұқсас
customers-why-family-name-other = тегі басқа
customers-why-given-name-same = аты бір
customers-why-given-name-near = аты ұқсас
customers-why-given-name-other = аты басқа
customers-why-patronymic-same = әкесінің аты бір
customers-why-patronymic-near = әкесінің аты ұқсас
customers-why-patronymic-other = әкесінің аты басқа
customers-why-phone-same = телефоны бір
customers-why-phone-near = телефоны ұқсас
customers-why-phone-other = телефоны басқа
customers-why-email-same = поштасы бір
customers-why-email-near = поштасы ұқсас
customers-why-email-other = поштасы басқа
customers-why-birth-date-same = туған күні бір
customers-why-birth-date-near = туған күні ұқсас
customers-why-birth-date-other = туған күні басқа
customers-why-organization-same = атауы бір
customers-why-organization-near = атауы ұқсас
customers-why-organization-other = атауы басқа
customers-why-street-same = көшесі бір
customers-why-street-near = көшесі ұқсас
customers-why-street-other = көшесі басқа
customers-why-house-same = үйі бір
customers-why-house-near = үйі ұқсас
customers-why-house-other = үйі басқа
customers-why-flat-same = пәтері бір
customers-why-flat-near = пәтері ұқсас
customers-why-flat-other = пәтері басқа
customers-why-city-same = қаласы бір
customers-why-city-near = қаласы ұқсас
customers-why-city-other = қаласы басқа
customers-why-id-same = нөмірі бір
customers-why-id-near = нөмірі ұқсас
customers-why-id-other = нөмірі басқа
