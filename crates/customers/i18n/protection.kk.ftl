customers-masked-sort = Бұл өріс бойынша реттеуге болмайды: оның мәндері сізге көрсетілмейді
customers-masked-filter = «{ $field }» өрісі туралы тек толтырылғанын ғана сұрауға болады: мәндері сізге көрсетілмейді
customers-masked-edit = Мән сізге көрсетілмейді, сондықтан оны өзгертуге не алып тастауға болмайды; қасына басқасын қосуға болады
customers-reveal = Жасырынды көрсету
customers-reveal-lead = Мән бір рет көрсетіледі. Кім, қашан және не үшін қарағаны карточка тарихында қалады.
customers-reveal-reason = Не үшін
customers-reveal-reason-missing = Бұл мән сізге не үшін керек екенін жазыңыз
customers-reveal-deed = Көрсету
customers-reveal-back = Карточкаға оралу
customers-reveal-left = { $n ->
    [0] Бүгін енді болмайды.
    [one] Бүгін тағы { $n } рет болады.
   *[other] Бүгін тағы { $n } рет болады.
}
customers-verb-customer-revealed = «{ $field }» өрісі ашылды
customers-verb-customer-passed = Кезең командасы ауысты

# Істерді тапсыру
customers-hand-over = Істерді тапсыру: { $name }
customers-hand-over-clients = { $n ->
    [0] Бұл адамның клиенті жоқ.
    [one] Бұл адамның { $n } клиенті бар.
   *[other] Бұл адамның { $n } клиенті бар.
}
customers-hand-over-lead = Қолжетімділік бірден жабылады, сеанстар мен токендер аяқталады, клиенттер әріптеске өтеді. Клиенттерді тапсыруды кері қайтаруға болады.
customers-hand-over-gone = Қолжетімділік жабылған; клиенттер әріптеске өтеді. Клиенттерді тапсыруды кері қайтаруға болады.
customers-hand-over-to = Клиенттерді кімге тапсыру керек
customers-hand-over-deed = Қолжетімділікті жауып, тапсыру
customers-hand-over-done = Қолжетімділік жабылды, клиенттер тапсырылып жатыр.
customers-hand-over-read = Соңғы 30 күнде не қарады
customers-hand-over-read-nothing = Ештеңе қараған жоқ.
customers-hand-over-read-more = Толығырақ
customers-heir-unknown = Қолжетімділігі бар әріптесті таңдаңыз.

# Біржола жою
customers-removals = Біржола жою
customers-removals-empty = Ешкімді жоюды сұраған жоқ
customers-removals-empty-hint = Екі адам болып жояды: бірі себебін жазып сұрайды, екіншісі жеті күннен кейін ғана келіседі.
customers-removal = Біржола жою
customers-removal-lead = Карточка мұрағатқа түсіп, жеті күн күтеді. Содан кейін жоюға басқа адам келісуі керек. Оған дейін бәрін қайтаруға болады.
customers-removal-reason = Неге
customers-removal-reason-missing = Клиентті неге жою керек екенін жазыңыз
customers-removal-ask = Жоюды сұрау
customers-removal-asked = Өтініш келісімді күтіп тұр.
customers-removal-told = { $who }, { $when }; { $from } бастап келісуге болады
customers-removal-agree = Біржола жою
customers-removal-drop = Жоймау
customers-removal-dropped = Өтініш алынды, карточка мұрағатта қалды.
customers-removal-done = Клиент біржола жойылды.
customers-removal-early = Жеті күн әлі өткен жоқ.
customers-verb-removal-asked = Біржола жоюды сұрады
customers-verb-removal-dropped = Жою туралы өтініш алынды
