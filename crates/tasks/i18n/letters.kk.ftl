tasks-letter-subject = { $n ->
    [1] Еске салу: { $title }
   *[other] { $n } тапсырманың уақыты келді
}
tasks-letter-off = Барлық тапсырма және бұл хаттарды қалай тоқтату керек: { $address }
tasks-letters-begin = E-mail арқылы еске салу
tasks-letters-end = E-mail арқылы еске салмау
tasks-letters-begun = Еске салулар e-mail-ға келеді
tasks-letters-ended = Еске салулар e-mail-ға енді келмейді
