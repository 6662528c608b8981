//! English and other Western given names, each line a sex, the full name, then its short forms.

pub(super) const NAMES: &str = "
m Aaron Ron
m Abraham Abe Bram
m Adam Ad
m Albert Al Bert Bertie
m Alexander Alex Alec Sandy Xander Lex
m Alfred Al Fred Alfie
m Andrew Andy Drew
m Anthony Tony Ant
m Archibald Archie
m Arthur Art Artie
m Barnaby Barney
m Benjamin Ben Benji Benny
m Bernard Bernie
m Bradley Brad
m Caleb Cal
m Calvin Cal
m Cameron Cam
m Charles Charlie Chuck Chas
m Christian Chris
m Christopher Chris Kit Topher
m Clifford Cliff
m Clinton Clint
m Daniel Dan Danny
m David Dave Davey
m Dennis Denny
m Dominic Dom Nick
m Donald Don Donnie
m Douglas Doug
m Dylan Dyl
m Edgar Ed
m Edward Ed Eddie Ted Ned Teddy
m Edwin Ed
m Elijah Eli
m Eugene Gene
m Francis Frank Fran Frankie
m Franklin Frank
m Frederick Fred Freddie Rick Freddy
m Gabriel Gabe
m Gareth Gary
m Geoffrey Geoff Jeff
m George Georgie
m Gerald Gerry Jerry
m Gregory Greg
m Harold Harry Hal
m Harrison Harry
m Harvey Harv
m Henry Harry Hank Hal
m Herbert Herb Bert
m Isaac Ike Zac
m Jack Jackie
m Jacob Jake
m James Jim Jimmy Jamie
m Jason Jay
m Jeffrey Jeff
m Jeremy Jem Jerry
m Jesse Jess
m John Johnny Jack Jon
m Jonathan Jon Jonny Nathan
m Joseph Joe Joey Jo
m Joshua Josh
m Julian Jules
m Kenneth Ken Kenny
m Lawrence Larry Laurie
m Leonard Leo Len Lenny
m Leo Leon
m Lewis Lew Louis
m Louis Lou Louie
m Lucas Luke Luca
m Malcolm Mal
m Marcus Marc Mark
m Martin Marty
m Matthew Matt Matty
m Maxwell Max
m Michael Mike Mick Mikey Micky
m Mitchell Mitch
m Mohammed Mohammad Muhammad Mo
m Nathaniel Nathan Nate Nat
m Nathan Nate
m Nicholas Nick Nicky Nico
m Oliver Ollie Olly
m Oscar Ossie
m Patrick Pat Paddy
m Peter Pete
m Philip Phil Pip
m Raymond Ray
m Reginald Reg Reggie
m Reuben Rube
m Richard Rick Dick Richie Rich Ricky
m Robert Rob Bob Bobby Robbie Bert
m Roderick Rod Roddy
m Roger Rog
m Ronald Ron Ronnie
m Russell Russ
m Samuel Sam Sammy
m Scott Scotty
m Sebastian Seb Bas
m Stanley Stan
m Stephen Steve Steven Ste Stevie
m Stewart Stu Stuart
m Terence Terry
m Theodore Theo Ted Teddy
m Thomas Tom Tommy
m Timothy Tim Timmy
m Tobias Toby
m Vincent Vince Vinny
m Walter Walt Wally
m Wesley Wes
m William Will Bill Billy Liam Willy
m Zachary Zach Zac Zak
f Abigail Abby Abi Gail
f Adelaide Addie Heidi
f Adeline Addie
f Agnes Aggie
f Alexandra Alex Sandra Lexi Sasha
f Alexandria Alex Lexi
f Alice Ali
f Alison Ali Allie
f Amanda Mandy
f Amelia Amy Millie Mia
f Angela Angie
f Anna Annie Ann Anne
f Annabelle Anna Belle
f Barbara Barb Babs
f Beatrice Bea Trixie
f Brittany Britt
f Caroline Carrie Caro
f Catherine Cathy Kate Katie Cat Kathryn Katherine
f Charlotte Charlie Lottie Lotte
f Christina Chris Tina Chrissy
f Christine Chris Chrissy
f Cynthia Cindy
f Daisy Maisie
f Danielle Dani
f Deborah Deb Debbie
f Diana Di
f Dorothy Dot Dottie Dolly
f Eleanor Ellie Nell Nora Ella
f Elizabeth Liz Beth Lizzie Betty Eliza Libby Betsy Lisa Elise
f Ellen Ellie Nell
f Emily Em Emmy Millie
f Emma Em
f Esme Essie
f Evelyn Evie Eve
f Eva Evie
f Florence Flo Florrie
f Frances Fran Franny
f Freya Frey
f Gabrielle Gabby
f Georgia George
f Georgina Georgie George
f Gillian Gill Jill
f Grace Gracie
f Hannah Han Anna
f Harriet Hattie
f Helen Nell Nellie
f Imogen Immy
f Isabella Bella Izzy Isabelle Isabel Isla
f Isabelle Bella Izzy Belle
f Jacqueline Jackie
f Jane Janie Jenny
f Janet Jan
f Jasmine Jas Jazz
f Jennifer Jen Jenny
f Jessica Jess Jessie
f Joanna Jo
f Josephine Jo Josie
f Judith Judy
f Julia Jules Julie
f Katherine Kate Kathy Katie Kat Kitty
f Kimberly Kim
f Laura Laurie
f Lauren Laurie
f Leah Lee
f Lily Lil Lilian
f Linda Lindy
f Louise Lou
f Lucy Lu Lucinda
f Madeleine Maddie Maddy
f Madison Maddie
f Margaret Maggie Meg Peggy Marge Greta
f Martha Marty
f Mary Molly Polly Mae
f Matilda Tilly Mattie
f Megan Meg
f Melanie Mel
f Melissa Mel Missy
f Millicent Millie
f Nancy Nan
f Natalie Nat
f Natasha Tasha Nat
f Nicole Nicky Nikki
f Nina Nin
f Olivia Liv Livvy Ollie
f Pamela Pam
f Patricia Pat Patty Trish Tricia
f Penelope Penny
f Phoebe Phoebs
f Poppy Pops
f Rachel Rach
f Rebecca Becky Becca Bex
f Rosemary Rose Rosie
f Rose Rosie
f Ruby Rubes
f Samantha Sam Sammy
f Sarah Sally Sadie Sara
f Scarlett Scar
f Sophia Sophie Soph
f Sophie Soph
f Stephanie Steph
f Susan Sue Susie Suzy
f Susannah Sue Anna
f Theresa Terry Tess Tessa
f Victoria Vicky Tori Vic
f Vanessa Nessa
f Violet Vi
f Virginia Ginny
f Zoe Zo
";
