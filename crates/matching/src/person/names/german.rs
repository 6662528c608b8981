//! Frequent German given names, each line a sex, the full name, then its short forms.

pub(super) const NAMES: &str = "
m Andreas Andi
m Bernd Bernhard
m Carsten Karsten
m Christoph
m Dieter
m Dirk
m Erich
m Ernst
m Frank
m Franz
m Friedrich Fritz
m Georg
m Gerd Gerhard Gert
m Guenther Günter Günther
m Hans Johann Johannes
m Harald
m Hartmut
m Heiko
m Heinrich Heinz Heiner
m Helmut Hellmut
m Hermann
m Holger
m Horst
m Ingo
m Jens
m Joachim Achim Jochen
m Juergen Jürgen
m Joerg Jörg
m Jan
m Karl Carl
m Klaus Claus Nikolaus
m Kurt
m Lothar
m Lutz
m Manfred
m Marcel
m Marco Marko
m Matthias Mathias
m Norbert
m Olaf
m Otto
m Rainer Reiner
m Ralf Ralph
m Reinhard
m Rolf Rudolf
m Siegfried
m Stefan Stephan
m Sven
m Thorsten Torsten
m Tobias Tobi
m Torben
m Udo
m Ulrich Uli
m Uwe
m Volker
m Werner
m Wilhelm Willi
m Wolfgang Wolf
f Andrea
f Anja Anke
f Anneliese
f Antje
f Baerbel Bärbel
f Barbara
f Beate
f Birgit
f Brigitte Gitta
f Christa
f Claudia
f Cornelia Conny
f Doris
f Elfriede
f Elke
f Erika
f Eva
f Frieda
f Gabriele Gabi
f Gerda
f Gertrud Trude
f Gisela
f Hannelore
f Heike
f Helga
f Hildegard Hilde
f Ilse
f Ingrid Inge
f Irmgard
f Jana
f Jutta
f Karin
f Katharina Kathrin Katrin Käthe
f Katja
f Kerstin
f Lieselotte
f Manuela
f Margarete Grete
f Marianne
f Martina
f Monika Moni
f Nicole
f Nadine
f Petra
f Renate
f Roswitha
f Ruth
f Sabine Bine
f Sandra
f Silke
f Silvia Sylvia
f Simone
f Stefanie Steffi
f Susanne
f Tanja
f Ulrike Ulla
f Ursula Uschi
f Ute
f Waltraud
";
