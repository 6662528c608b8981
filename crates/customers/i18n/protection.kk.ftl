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
