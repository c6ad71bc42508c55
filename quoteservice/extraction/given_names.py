"""Given names that are one sex's alone; names of both are left out, because they say nothing."""

from __future__ import annotations

MALE_NAMES = frozenset(
    """
aaron abdoulaye abdul abhishek abiy adam adebayo adewale aditya adolfo adriano afonso agus ahmad ahmed aidan ajay ajit
akash akira akram alan alaric alasdair albert alberto aldous alejandro aleksander aleksei alessandro alessio alexander
alexei alfie alfonso alfredo algernon ali alistair alok alonzo alphonse alvaro alvin amadou ambrose amir amit amos
anand anatole anatoly anders andre andrei andres andrew andrzej angelo angus anil anselmo ansgar anthony antoine anton
antonio anwar aravind archibald archie arjun arlo armand armando arnaud arnold arthit arthur arturo asher ashok ashraf
ashwin asif attila augustin augustus aurelio austin avi axel aydin azamat aziz babatunde balaji baptiste barack
barnabas barnaby barry bart bartholomew bartosz bashar basil bastian behrouz bekele bela ben benedict benito benjamin
benoit bernard bernd bernie bertie bertram bertrand bharat bilal bill billy birger bjarne bjoern bjorn björn blaise bob
bobby bogdan bohdan bongani bongbong boniface boris borislav boubacar bozidar bradley bram brandon branko brendan
brendon brent brett brian broderick bruce bruno bryan brynjar bud budi burak byron caio caleb callum calvin camilo carl
carlo carlos carlton casimir caspar casper cassian cedric cedrik cem cesar charles cheikh chester chidi chinedu chris
christian christoph christopher christos chuck chukwuma cillian clarence clark claudio clayton clemens clement clifford
clint clive clyde cody colin colm colum conor constantin corey cormac cornelius cosimo craig cristiano curtis cuthbert
cyril cyrus dafydd daisuke damian damien damir dan daniel danilo dante dario darius darragh darren dave david davide
davood dawit dean declan deepak denis dennis derek derrick desmond detlef dev dewey didier diego dieter dietmar dinesh
dirk dmitri dmitry dmytro domenico dominic donal donald donatien donovan doug douglas dov dragan dries duane duarte duc
duncan dunstan dusan dustin dwayne dwight dylan eamon eamonn earl eberhard ed edgar edmund edouard eduard eduardo
edward edwin egbert egon ehud einar eirik eitan eivind eko elad eli elias elijah eliot elliot elliott ellis elmer
emanuele emeka emil emile emiliano emilio emlyn emmanuel emmett emre enoch enrico enrique enzo ephraim erasmus ercan
eric erich erik erling ernest ernesto ernst erwin esteban ethan etienne ettore euan eugene eustace evan evander everett
evert evgeny ewan ezekiel fabian fabien fabio fabrice fahad faisal farhad farhan farid federico felipe felix femi
ferdinand ferenc fergal fergus fernando fiifi filip filippo finlay finn finnian fintan flavio florent florian floyd
forrest francesco francis francisco franco francois frank franz fraser fred frederic frederick fredrik friedrich fritz
frode fumio fyodor gabor gabriel gadi ganesh gareth garfield garrett garth gary gaspard gaston gavin gbenga geert
gennady geoff geoffrey georg george georges georgios geraint gerald gerard gerardo gerhard gethin gheorghe giacomo
gianluca gianni gideon gilad gilbert gilberto giles gilles gino giorgio giovanni girish giulio giuseppe glen glenn
godfrey goncalo gonzalo gopal goran gordon govind graeme graham grant greg gregor gregory grigory guenter guido
guillaume gunnar gunter gunther gus gustav gustavo guy gwilym gyorgy haakon hafiz haile haim hakan hakim hakon hal
hamid hamish hamza hannes hans hao harald haris harish harjit harold haroun harrison harry hartmut haruki harvey hassan
hector heinrich heinz helmut hemant hendrik henri henrik henrique henry herbert herman hernan herve hideo hieu hilario
hiroki hiroshi holger horace horatio horst hossein howard hubert hugh hugo humphrey hung hussein huw hywel iain ian
ibrahim ibrahima ichiro idris idrissa ieuan ifeanyi ignacio ignatius igor ikenna ilias ilya imran imre ingo inigo ioan
iolo ion irving isaac isidore isidro ismail ismet istvan ivan ivica ivo ivor jabu jacek jack jacob jacques jagdish
jagmeet jago jaime jake jakub jamal james jamie janos janusz jared jaroslav jaroslaw jarvis jason jasper javier jayant
jaypootie jeb jed jeff jeffrey jens jeremiah jeremy jeroen jerome jerry jerzy jesper jethro jian jim jimmy jiri jiro
joachim joakim joao joaquin jochen joe joel joerg johan johann johannes john johnnie johnny joko jolyon jonah jonas
jonathan joon joost jorg jorge jorgen joris jose josef joseph joshua josiah jovan jozsef juan juergen jules julian
julien julio julius juma jun junaid jurgen justin kamal kamau kamil kamran kareem karel karim karl karlheinz karthik
kaspar kayode kazuo kees keir keiron keith kelechi kelvin kemal ken kenichi kenji kenneth kent kenta kerem kevin khalid
khalil kieran kipchoge kiran kirk kjell klaus knut koen kofi kohei koichi kojo konrad konstantin kristian krzysztof
kumar kunle kurt kwabena kwaku kwame kwasi kwesi kyle lachlan lalit lamine lance larry lars laszlo latif laurent
lawrence leandro lech leif lennart leo leon leonard leonardo leonid leopold leroy lester leszek levi lewis liam liang
linus lionel llewellyn lloyd logan loic lorcan lorenzo lothar louis luc luca lucas lucian luciano lucien ludovic ludwig
luigi luis luka lukas luke lungelo lyle maarten maciej mads magnus mahathir mahesh mahmoud makoto malachy malcolm
mamadou mandla manfred manish manoj mansoor manuel marc marcel marcello marcin marco marcos marcus marek mariano mario
marius mariusz mark marko markus marshall martin marvin masato massimo mateo mateusz mathieu mats matt matteo matthew
matthias matthieu maurice mauricio maurizio mauro max maxim maxime maximilian maxwell mehdi mehmet melvin merlin mervyn
michael michal michel miguel mihai mikael mike mikhail mikkel miklos mikolaj milan miles milos milosz milton min-ho
mircea mirko miroslav mitch mitchell mitt mohamed mohammed mohan morris morten mortimer moshe moussa muhammad mukesh
murat murdo murray musa mustafa mwangi mykola myron nabil naeem naftali najib naoki narendra nasser nathan nathaniel
nawaz ned neil nelson nestor neville newt niall nicholas nick nicolae nicolas niels nigel nikhil nikola nikolai nikos
nils nitin njoroge nnamdi noah norbert norman novak nuno obinna octavio odhiambo okechukwu ola olaf ole oleg oleksandr
oliver olivier olly olumide olusegun oluwaseun omar ondrej orhan orlando orson osama oscar oskar osman osric oswald
otieno otis otto ousmane owain owen ozan pablo paddy padraig pankaj panos paolo pascal pascual patrick paul paulo pavel
pawel pedro peer per percival percy peregrine perry petar pete peter petr petro petros petter phil philip philipp
philippe phillip pierre piers pieter pietro piotr pradeep prakash pramod prasad praveen preston przemyslaw qasim qassem
quang quentin quincy radek radomir radu rafael rafal raffaele rafiq raghav rahul rainer raj raja rajan rajeev rajendra
rajesh rajiv rakesh ralf ralph ram ramesh ramiro ramon ramsay rand randall randy ranjit raoul raphael rashad rashid
rasmus raul ravi ray raymond recep reginald regis reinhard reinhold remi renato rene reuben rex reza rhodri rhys
ricardo riccardo richard rick rishi rizal robert roberto rocco rod roderick rodney rodolfo rodrigo rogelio roger rohan
rohit roland rolf romain roman ronald rory ross roy ruaridh ruben rudi rudolf ruediger rufus rui rune rupert ruslan
russ russell rustam rutger ruud ryan ryo ryszard saad sachin saeed salim salman salvador salvatore sam samir samson
samuel sandeep sander sandor sandro sanjay santiago santosh satish satoshi saul scott sean sebastian sebastien segun
selim sepp serge sergei sergey sergio serkan seth seung seydou shahid shane shankar sharif shaun sheldon shigeru shimon
shinzo shiv sid siddharth sidney siegfried sigmar sigurd silas silvio simon sion sipho sjoerd slawomir slobodan solomon
soren sorin spencer srinivas stan stanislav stanislaw stanley stefan stefano steffen stephan stephane stephen sterling
steve steven stewart stig struan stuart sture subhash sudhir suharto suleiman sumit sunil suresh sven sylvain tadeusz
tadhg tafadzwa tahir takashi takeshi tam taras tariq taro tarquin tarun ted tendai terence terje tesfaye tetsuo thabo
thaddeus themba theo theodore thiago thibault thierry thijs thilo thomas thor thorsten tiago tibor tim timo timothy
titus tobias toby tom tomas tomasz tommaso tony tor torbjorn tore torsten toru travis trevor tristan trond troy tsegaye
tuan tudor tunde tyler uday udo ulf ulises ulrich umar umberto uri usman uwe vaclav vadim valentin valentino valery
vasco vasily vasyl vernon vicente victor viet vijay vikas vikram viktor vilhelm vinay vince vincent vincenzo vinod
virgil vishal vitali vitaly vito vittorio vivek vlad vladimir vladislav vojtech volker volodymyr wade wahyu waldemar
waleed wallace walter wanjala ward warren wayne wei wendell werner wesley wilbur wilfred wilfried wilhelm will willard
willem william willie wim winston wojciech wole wolfgang wouter xavi xavier yahya yair yannick yannis yaroslav yash
yasin yasser yaw yevgeny yitzhak yoav yonas yoshi yoshihide yossi youssef yuichi yuri yusuf yves zach zachary zahid
zain zbigniew zdenek zeki ziad zoltan zoran zvi
""".split()
)

FEMALE_NAMES = frozenset(
    """
aaliyah aarti abena abida abigail achieng ada adaeze adaku adela adelaide adele adelina aditi adriana adwoa afua agata
agatha agathe agnes agneta agnieszka aida aileen ailsa aimee aisha aishwarya aisling aissatou akane akiko akinyi akosua
akshata akua alana alba alberta alejandra aleksandra alena alessandra alessia alexa alexandra alia alice alicia alicja
alina alison alix aliya allegra alma almaz almudena althea ama amalia amanda amandine amara amber amelia amelie amina
aminata amira amparo amrita amy ana ana-maria anais anastasia anastasiya anca anette angela angeles angelica angelina
angharad anika anita anja anjali anjana anke ann anna annabel annabelle annalisa annalise anne anne-marie annegret
anneli annelie annelies annemarie annette annie annika anouk anthea antje antoinette antonella antonia anuradha anya
aoife aparna apolonia april aquino arabella araceli archana arianna arlene arundhati ascension asha asma astrid asuka
atieno aude audrey augusta aurelia aurelie aurora aurore ava avril awa aya ayaka ayelet ayesha ayse azadeh barbara
barbel barbie barkha beata beate beatrice beatriz becky begona belen belinda bella benedetta benedicte berengere berit
bernadette bernice berta bertha berthe beryl bess bessie beth bethan bethany betsy bettina betty beverley bhavna bianca
binta birgit birgitta bjork blanca blanka bodil bonnie bontle bozena branka brenda briana brid bridget bridie brigid
brigitte britta brittany bronagh bronwen bruna bryony bríd bushra busisiwe caitlin calliope camila camilla candela
candice caoimhe capucine cara caridad carla carlota carlotta carly carmela carmen carol carole caroline carolyn carrie
cassandra catalina catarina caterina catherine catriona cecile cecilia cecilie celeste celia celine cerys chantal
charlene charlotte chelsea cheryl cheyenne chiamaka chiara chidinma chimamanda chinwe chioma chipo chitra chiyo chloe
christa christabel christel christiane christie christina christine chrystia ciara cicely cilla cindy cinzia claire
clara clarissa claudette claudia clea clemence clementine cleo clodagh clotilde colette colleen concetta conchita
condoleezza connie constance consuelo cora coral cordelia corinne cornelia cosima cressida cristina crystal cynthia
dagmar dagny daisy dalia damaris danica daniela danielle danuta daphne daria darlene davina dawn debora deborah debra
deepa deirdre delia delilah della delphine demelza denise dervla desdemona desiree despina dewi diana diane dina dinah
divya dolly dolores dominika donatella donna dora doreen doris dorota dorothea dorothee dorothy dorte dragana dulce
durga dympna ebba edie edith edna edyta effie efua eileen eilidh eimear eirlys ekaterina elaine eleanor elena eleni
eleonora elettra elfriede eliane elif elin elisa elisabet elisabeth elisabetta elise eliska eliza elizabeth elizaveta
elke ella ellen ellie ellinor elodie eloise elsa else elsebeth elsie elspeth elvira elzbieta emanuela emer emi emiko
emilia emily emine emma emmanuelle emmeline encarnacion enid eniko enrica erica erika erin ermintrude erna ernestine
erzsebet esi esme esmeralda esperanza esra estela estelle esther eszter ethel etsuko eudora eugenia eugenie eulalia
eun-ji eunice eva evangeline eve evelina evelyn evgenia ewa fabiana fabienne fadia faith faiza farah farida farzana
fatema fatima fatimah fatma fatou fatoumata fay faye federica felicia felicity fernanda fiammetta fidelma filipa fiona
fiorella fitri flaminia fleur flor flora florence folake franca frances francesca francine francisca francoise
franziska frauke freda frederica freya frida fumiko funke funmilayo gabriela gabriella gabrielle gaelle gaia gail
galina gauri gayatri geeta geetha gemma genevieve georgia georgina geraldine gerd gerda germaine gertrude ghada
ghislaine gila gilda gillian gina ginevra ginny giorgia giovanna gisela gisele gita giulia giuliana giuseppina gladys
glenda gloria glynis graca grace graciela grainne grazia grazyna greer greta gretchen griselda gro guadalupe gudrun
guinevere gunilla gurpreet gwen gwendolen gwendolyn gwyneth habiba hadiza hafsa hala halima halina hana hanako hanan
hania hanna hannah hanne hannelore harpreet harriet haruka harumi hatice hattie hazel heather hedda hedwig hege heidi
heike helen helena helene helga helle hema henrietta henriette herminia hermione hester hilary hilda hilde hildegard
hillary hind hirut hitomi hoa hollie holly honora hope hortense huda huong hye ida ifeoma ikumi ilaria ildiko ilenia
ilona ilse imee imelda imke immacolata imogen ina indah indira ines inez inga inge ingeborg inger ingrid inmaculada
inna ioana iona iphigenia irena irene irina iris irma irmgard isabel isabela isabella isabelle iseult ishita isla
isobel ivana ivanka ivonne ivy iwona izabela jacinta jacqueline jade jadwiga jamila jana jane janelle janet janice
janina janine jarmila jasmeet jasmina jasmine jaya jayanti jayne jeanette jeanne jeannette jeannie jelena jemima
jenifer jenna jennie jennifer jenny jess jessica ji-yeon jill jillian jimena jitka joan joana joanie joann joanna
joanne jocasta jocelyne jodi jodie jody johanna jolanta jorunn josefa josefina josephine josiane josie joy joyce juan
juana juanita judi judit judith judy julia juliana julianne julie juliet julieta juliette june junko justine justyna
jutta jyoti kaja kalpana kamala kamila kamini kanchan kaori karen kari karin karina karola karolina kartika karuna
kasia katalin katarina katarzyna kate katerina katharina katherine kathleen kathryn katie katja katrin katrina katy
kavita kaye kayla kayleigh kazuko keiko keira keisha kellyanne kerstin keziah khadija khady kiko kimberly kinga kira
kirsten kirsti kirstie kirsty kitty kjersti klara klaudia komal krista kristen kristin kristina kristine krisztina
krystyna ksenia kubra kumiko laetitia lakshmi lalita lamia lan lana lara larisa larissa lata latifa latoya laura laure
laurel lauren laurence lavinia layla lea leah leanne leela leila leila-rose lena lene leni lenka leocadia leona leonie
leonor leonora lerato leticia letizia lettie lian lidia liesel liesl lihua lila lilian liliana liliane lillian lily
lina linda lindiwe linette linh linnea lisa lisbeth lise liv livia liz liza lizzie ljiljana lois lola lone loredana
lorena lorenza loretta lori lorna lorraine lotta lotte lottie louisa louise lourdes lubna lucia luciana lucie lucienne
lucille lucinda lucretia lucrezia lucy ludivine ludmila luisa luna lurdes luz lydia lydie lynda lynette lynn lynne
lyudmila mabel macarena madalena maddalena maddie madeleine madeline madge madhuri mae maelle maeve mafalda magda
magdalena maggie maha mahnaz maire mairead mairi maisie maja makeda makiko malala malgorzata malika malin malini mamata
mandy manjula manon manuela mara marcela marcella marcia maren margaret margareta margarete margarita margaux margery
margherita margit margo margot margrethe marguerite mari maria mariagrazia mariam mariama marian mariana mariangela
marianne maribel maricarmen marie marie-claire marija marika mariko marilyn marina marine marisa marisol marissa marit
maritza marjorie marketa marla marlene marlies marsha marta martha marthe martina marwa mary maryam marzena masako
mathilde matilda matilde maud maude maura maureen mavis maxine may maya maysa mayumi meaza mechthild meena meenakshi
meera meg megan megawati meghan megumi mei meike meiling melania melanie melinda melissa menaka meral merav mercedes
mercy meredith merete merve mette mi-kyung mia micaela michaela michela michelle michiko midori miho mika mila milagros
mildred milena milica millicent millie mimi mina mindy minna minnie mira miranda mireille mirela mireya miriam mirjana
misaki miyuki moira molly momoko mona monica monika monique montserrat morag morwenna mouna mridula mukta muna muriel
myfanwy mylene myra myriam myrtle nabila nadege nadezhda nadia nadine nadira nadja naima najla nalini namrata nan nancy
nandi nandini nanette nanna naoko naomi nasreen natalia natalie natalya natasha nathalie natsuko nawal nazan nazanin
ndeye neha nell nellie nerea nerys nesta nettie neve nga ngoc ngozi nhung niamh nicola nicole nicoletta nidhi nieves
nina ning nirmala nisha nita njeri nkechi nkiru nneka noelia noemi noemie nokuthula nomsa nomvula noor nora noreen
noriko norma nuala nura nuria nyambura obioma oby octavia odette odile oksana olabisi oleksandra olga olive olivia
olufunmilayo olwen olympia omolara ondine oonagh opal ophelia orla orly ornella orsola orsolya ottilie ottoline ozlem
padma paige palesa pallavi paloma pam pamela pandora paola parvati pascale patience patrice patricia patrizia patrycja
patsy patty paula paulette paulina pauline pavla pearl peggy penelope penny pernille perpetua petra petronella petunia
philippa philomena phoebe phuong phyllida phyllis pia pilar pippa piroska polina polly pooja poonam portia pratibha
precious preeti prerna primrose priscilla priti priya priyanka prudence prunella putri qian qing queenie rabia rachael
rachel rachida radha radhika radka raffaella ragnhild raisa rajni raluca ramatoulaye ramona randi rani rania raquel
rasha rashmi ratna rebecca rebekah reem regina regine reiko reka rekha renata renate renee renu retno revathi rhian
rhiannon rhoda rhona rhonda rie rigmor rika rikke rima rita ritu roberta robyn rochelle rocio roisin romana romy ronja
roopa rosa rosalie rosalind rosamund rosanna rosanne rose roseanne rosemarie rosemary rosetta rosie rossella rowena
roxana roxanne roya roza ruby rukhsana rula rumiko rupa rutendo ruth ruthie ruxandra ryoko saba sabina sabine sabrina
sachiko sadhana sadie safiya sahar sahle-work sahra saima sakura sally salma salome salwa samantha samira sana sandra
sandrine sangeeta sanja sanna saoirse sapna sara sarah sarita sarka saroja saskia satoko savannah savita sayuri seema
segolene selam selena selina selma serafina serena setsuko severine sevgi shabana shaima shalini shanta shari sharmila
sharon shashikala sheela sheena sheila shelley shelly sheryl shira shirin shirley shizuka shobha shona shreya shruti
shu shweta sian sibel sibyl sidonie sienna sigrid sigrun silje silke silvana silvia simisola simona simone sinead
siobhan siri sissel siti smita smriti sneha snezana sofia sofya solange soledad solveig sona sonal sonia sonja sonya
soo-jin sophia sophie soraya sorcha sri stacey stefania stefanie steffi stella stephanie suad sudha sue suhasini sujata
sukma sumaya sumiko sumitra sun-hee sunanda sunita sunniva supriya susan susana susanna susannah susanne sushma susie
suzanne suzette svanhild svenja svetlana swapna swati sybil sylvaine sylvia sylvie sylwia synne tabitha tahira tali
tallulah tamar tamara tammy tamsin tania tanja tansu tanvi tanya tara tasha tatiana tatyana teodora teresa tereza tess
tessa thandi thandiwe thao thea thelma theodora theresa therese thora thuli thuy tiffany tigist tilda timea tina ting
tirzah titilayo tiziana tomoko tone tonya tove tracey trang trina trine trisha trudy trupti tsitsi turid tuyet tyra
tzipi uju ulla ulrika ulrike una unni ursula urszula uschi usha uta ute valentina valentyna valeria valerie vandana
vanesa vanessa vanna vasundhara veena vera verena verity veronica veronika veronique vesna vibeke vicki vicky victoria
vidya vigdis viktoria vimala viola violet violeta viorica virginia virginie vittoria vivian viviana viviane vivien
vivienne wafa waltraud wambui wanda wangari wanjiku wati wenche wendy weronika whitney wiebke wieslawa wiktoria
wilhelmina wilma winifred winnie xenia xia xiaoling ximena xiu xue yael yaffa yana yasmeen yasmin yasuko yelena yeon
yetunde yevgenia ying ylva yoko yolanda yoriko yoshiko young-hee yue yui yukari yuki yukiko yulia yumi yun yuriko yusra
yvette yvonne zahra zainab zanele zara zaynab zdenka zeinab zelda zena zenobia zewditu zeynep zhanna zhen zita zoe
zofia zoya zsofia zsuzsanna zulema zuzana zuzanna
""".split()
)
