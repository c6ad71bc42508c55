"""Given names that are one sex's alone; names of both are left out, because they say nothing."""

from __future__ import annotations

MALE_NAMES = frozenset(
    """
aaron abdoulaye abdul abhishek abiy adam adebayo adewale aditya adolfo adriano afonso agus ahmad ahmed aidan ajay ajit
akash akira akram alan albert alberto alejandro aleksander aleksei alessandro alessio alexander alexei alfie alfonso
ali alistair alok alphonse alvaro amadou amir amit anand anatoly anders andre andrei andres andrew andrzej angelo
angus anil anthony antoine antonio anwar aravind archie arjun arlo arthur arturo ashok ashraf ashwin asif attila
aurelio austin avi axel aziz babatunde balaji barack barnaby barry bart bartosz bashar basil behrouz bekele bela ben
benedict benito benjamin bernard bernd bernie bertie bharat bilal bill billy bjoern bjorn bob bobby bogdan bongani
bongbong boris boubacar bradley bram brandon branko brendan brent brett brian bruce bruno bryan bud budi byron caleb
callum camilo carl carlo carlos carlton cedric cem cesar charles cheikh chester chidi chinedu chris christian
christoph christopher chuck chukwuma clarence clark claudio clayton clifford clint clive clyde cody colin colm conor
corey cormac cosimo craig cristiano curtis cyril dafydd daisuke damian damien dan daniel dario darren dave david
davide davood dawit dean declan deepak denis dennis derek derrick desmond detlef dev dewey didier diego dieter dinesh
dirk dmitri dmitry domenico dominic donal donald doug douglas dov dragan duane duarte duc duncan dusan dustin dwayne
dwight dylan eamon earl eberhard ed edgar edmund edouard eduardo edward edwin ehud einar eirik eitan eko elad eli
elias elijah elliot elliott ellis elmer emanuele emeka emile emiliano emilio emmanuel emmett emre enrico enrique enzo
eric erik erling ernest ernesto ernst esteban ethan etienne ettore euan eugene evan everett evgeny ewan fabien fabio
fabrice fahad faisal farhan farid federico felipe felix femi ferdinand ferenc fergus fernando fiifi filippo finn
flavio florent florian floyd forrest francisco francois frank franz fraser fred frederic friedrich fritz frode fumio
fyodor gabor gabriel gadi ganesh gareth garth gary gaston gavin gbenga geert gennady geoff geoffrey georg george
georges gerald gerard gerardo gerhard gheorghe giacomo gianluca gianni gideon gilad gilberto giles gilles gino giorgio
giovanni girish giuseppe glen glenn goncalo gonzalo gopal goran gordon govind graeme graham grant greg gregor gregory
grigory guenter guido guillaume gunnar gunter gunther gus gustavo guy gyorgy haakon hafiz haile haim hakan hakim hakon
hal hamid hamish hamza hannes hans hao harald haris harish harjit harold harrison harry hartmut haruki harvey hassan
hector heinrich heinz helmut hemant hendrik henri henrik henrique henry herbert herman hernan herve hideo hieu hiroki
hiroshi holger horst hossein howard hubert hugh hugo humphrey hung hussein ian ibrahim ibrahima ichiro idris idrissa
ifeanyi ignacio igor ikenna imran imre ingo inigo ion irving isaac isidro ismail ismet istvan ivan ivica ivor jabu
jack jacob jacques jagdish jagmeet jaime jake jakub jamal james janos janusz jared jaroslav jaroslaw jarvis jason
jasper javier jayant jaypootie jeb jed jeff jeffrey jens jeremy jeroen jerome jerry jerzy jesper jian jim jimmy jiri
jiro joachim joakim joao joaquin jochen joe joel john johnnie johnny joko jonas jonathan joon joost jorg jorge jorgen
joris jose josef joseph joshua jozsef juan jules julian julien julio julius juma jun junaid jurgen justin kamal kamau
kamil kamran karel karim karl karlheinz karthik kayode kazuo kees keir keiron keith kelvin kemal ken kenichi kenji
kenneth kent kenta kevin khalid khalil kieran kipchoge kirk kjell klaus koen kofi kohei koichi kojo konrad konstantin
kristian krzysztof kumar kunle kurt kwabena kwaku kwame kwasi kwesi kyle lalit lamine lance larry lars laszlo latif
laurent lawrence leandro lech lennart leo leon leonard leonardo leonid leopold leroy lester leszek lewis liam liang
lionel lloyd logan lorenzo lothar louis luc luca lucas lucien ludwig luigi luis luka luke lungelo lyle maarten maciej
mads magnus mahathir mahesh mahmoud makoto malcolm mamadou mandla manfred manish manoj mansoor manuel marc marco
marcus marek mariano mario mariusz mark marko markus marshall martin marvin masato massimo mateo mateusz mathieu matt
matteo matthew matthias matthieu maurice mauricio maurizio mauro max maxim maxime maxwell mehdi mehmet melvin merlin
michael michal miguel mihai mikael mike mikhail mikkel miklos milan miles milos milosz milton min-ho mircea miroslav
mitch mitchell mitt mohammed mohan morris morten mortimer moshe moussa muhammad mukesh murat murray musa mustafa
mwangi mykola myron nabil naeem naftali najib naoki narendra nasser nathan nathaniel nawaz ned neil nelson nestor newt
nicholas nick nicolae nicolas niels nigel nikhil nikola nikolai nils nitin njoroge nnamdi noah norbert norman novak
nuno obinna octavio odhiambo okechukwu ola olaf ole oleg oleksandr oliver olivier olly olumide olusegun oluwaseun omar
ondrej orhan orlando orson osama oscar oskar oswald otieno otis otto ousmane owen pablo pankaj paolo pascal pascual
patrick paul paulo pavel pawel pedro peer per perry pete peter petr petro petter phil philip philipp philippe phillip
pierre piers pieter pietro piotr pradeep prakash pramod prasad praveen preston qasim qassem quang quentin quincy radek
radu rafal raffaele rafiq raghav rahul rainer raj raja rajan rajeev rajendra rajesh rajiv rakesh ralph ram ramesh
ramiro ramon ramsay rand randy ranjit rashad rashid rasmus raul ravi ray raymond recep reginald regis reinhard remi
renato reuben rex reza rhodri rhys ricardo riccardo richard rick rishi rizal robert roberto rocco rod roderick rodney
rodolfo rodrigo roger rohan rohit roland rolf romain roman ronald rory ross roy ruben rudi rudolf ruediger rufus rui
rune rupert ruslan russ russell rutger ruud ryan ryo saad sachin saeed salim salman salvador salvatore sam samir
samuel sandeep sander sandor sandro sanjay santiago santosh satish satoshi scott sean sebastian sebastien segun sepp
serge sergei sergey sergio serkan seung seydou shahid shankar sharif shigeru shimon shinzo shiv sid siddharth sidney
siegfried sigmar sigurd silas silvio simon sipho sjoerd slawomir slobodan soren sorin spencer srinivas stan stanislaw
stanley stefan stefano stephan stephane stephen sterling steve steven stewart stig struan stuart sture subhash sudhir
suharto suleiman sumit sunil suresh sven sylvain tadeusz tafadzwa tahir takashi takeshi tam taras tariq taro tarun ted
tendai terje tesfaye tetsuo thabo thaddeus themba theo theodore thibault thierry thijs thilo thomas thor thorsten
tiago tibor tim timothy tobias toby tom tomas tomasz tommaso tony tor torbjorn tore torsten toru travis trevor tristan
trond troy tsegaye tuan tunde tyler uday udo ulf ulises ulrich umberto uri usman uwe vaclav vadim valentino valery
vasco vasily vernon vicente victor viet vijay vikas vikram viktor vinay vince vincent vincenzo vinod virgil vishal
vitali vitaly vittorio vivek vlad vladimir volker volodymyr wade wahyu waleed wallace walter wanjala ward warren wayne
wei werner wesley wilbur wilfred wilhelm will willard willem william willie wim winston wojciech wole wolfgang wouter
xavi xavier yahya yair yannick yash yasin yasser yaw yevgeny yitzhak yoav yonas yoshi yoshihide yossi youssef yuichi
yuri yusuf yves zach zachary zahid zain zbigniew zdenek ziad zoltan zoran zvi
""".split()
)

FEMALE_NAMES = frozenset(
    """
aaliyah aarti abena abida abigail achieng ada adaeze adaku adela adelaide adele adelina aditi adriana adwoa afua agata
agatha agathe agnes agnieszka aida aileen ailsa aimee aisha aishwarya aissatou akane akiko akinyi akosua akshata akua
alana alba alberta alejandra aleksandra alena alessandra alessia alexa alexandra alia alice alicia alicja alina alison
alix aliya alma almaz almudena althea ama amanda amandine amber amelia amelie amina aminata amira amparo amrita amy ana
ana-maria anais anastasia anastasiya anette angela angeles angelica anita anja anjali anjana anke ann anna annabel
annabelle annalisa anne anne-marie annegret anneli annelie annemarie annette annie annika antje antonella antonia
anuradha anya aoife aparna april aquino araceli archana arianna arlene arundhati ascension asha asma astrid asuka atieno
aude audrey augusta aurelie aurora aurore ava awa aya ayaka ayelet ayesha ayse azadeh barbara barbel barbie barkha beata
beate beatrice beatriz becky begona belen belinda bella benedicte berengere berit bernadette bernice berta bertha berthe
bessie beth bethany betsy bettina betty bhavna bianca binta birgit birgitta bjork blanca blanka bodil bonnie bontle
bozena brenda briana bridget brigid brigitte britta brittany bronwen bruna bryony bushra busisiwe caitlin camilla
candela candice capucine cara caridad carla carlota carlotta carly carmen carol carole caroline carolyn carrie cassandra
catalina catarina caterina catherine catriona cecile cecilia cecilie celeste celia celine cerys chantal charlene
charlotte chelsea cheryl cheyenne chiamaka chiara chidinma chimamanda chinwe chipo chitra chiyo chloe christa christel
christiane christie christina christine chrystia ciara cilla cindy cinzia claire clara clarissa claudia clemence
clementine clotilde colette colleen concetta conchita condoleezza connie constance consuelo cora coral cordelia corinne
cornelia cristina crystal cynthia dagmar dagny daisy dalia daniela danielle danuta daphne daria darlene davina dawn
debora deborah debra deepa deirdre delia delilah della delphine denise desiree dewi diana diane dina divya dolly dolores
donatella donna dora doreen doris dorota dorothea dorothee dorothy dragana dulce durga ebba edith edna edyta effie efua
eileen ekaterina elaine eleanor elena eleonora elettra elfriede eliane elif elin elisa elisabet elisabeth elisabetta
elise eliska eliza elizabeth elizaveta elke ella ellen ellie ellinor elodie eloise elsa else elsebeth elsie elspeth
elvira elzbieta emanuela emi emiko emilia emily emine emma emmanuelle emmeline encarnacion enid eniko enrica erica erika
erin erna erzsebet esi esme esmeralda esperanza esra estela estelle esther eszter ethel etsuko eugenia eugenie eun-ji
eunice eva eve evelyn evgenia ewa fabiana fabienne fadia faith faiza farah farida farzana fatema fatima fatimah fatma
fatou fatoumata fay faye federica felicity fernanda fiammetta filipa fiona fiorella fitri flaminia flor flora florence
folake franca frances francesca francisca francoise frauke freda freya frida fumiko funke funmilayo gabriela gabriella
gabrielle gaelle gaia gail galina gauri gayatri geeta geetha gemma genevieve georgia georgina geraldine gerd gerda
germaine gertrude ghada ghislaine gila gilda gillian gina ginny giorgia giovanna gisela gisele gita giulia giuliana
giuseppina gladys glenda gloria glynis graca grace graciela grazia grazyna greer greta gretchen gro guadalupe gudrun
guinevere gunilla gurpreet gwen gwendolen gwendolyn habiba hafsa hala halima halina hana hanako hanan hania hanna hannah
hannelore harpreet harriet haruka harumi hatice hattie hazel heather hedda hedwig hege heidi heike helen helena helene
helga helle hema henrietta henriette herminia hermione hester hilary hilda hilde hildegard hillary hind hirut hitomi hoa
hollie holly hope huda huong hye ida ifeoma ikumi ilaria ildiko ilenia ilse imee imelda immacolata imogen ina indah
indira ines inez inga inge ingeborg inger ingrid inmaculada inna ioana irene irina iris irma irmgard isabel isabela
isabella isabelle ishita isla isobel ivana ivanka ivonne ivy iwona izabela jacinta jacqueline jade jadwiga jamila jana
jane janelle janet janice janine jarmila jasmeet jasmina jasmine jaya jayanti jayne jeanette jeanne jeannie jelena
jemima jenifer jenna jennie jennifer jenny jess jessica ji-yeon jill jillian jimena jitka joan joana joanie joann joanna
joanne jocelyne jodi jodie jody johanna jolanta jorunn josefa josefina josephine josiane josie joy joyce juan juana
juanita judi judit judith judy julia juliana julianne julie juliet julieta juliette june junko justine justyna jutta
jyoti kaja kalpana kamala kamila kamini kanchan kaori karen kari karin karina karola kartika karuna katalin katarzyna
kate katerina katharina katherine kathleen kathryn katie katja katrin katrina kavita kaye kayla kazuko keiko keisha
kellyanne kerstin khadija khady kiko kimberly kinga kira kirsten kirsti kirstie kirsty kitty kjersti komal krista
kristen kristin kristina kristine krisztina krystyna ksenia kubra kumiko laetitia lakshmi lalita lamia lan lana lara
larisa larissa lata latifa latoya laura laure laurel lauren laurence lavinia layla lea leah leanne leela leila
leila-rose lena lene leni lenka leona leonie leonor leonora lerato leticia letizia lettie lian lidia liesel lihua lila
lilian liliana liliane lillian lily lina linda lindiwe linette linh linnea lisa lisbeth lise liv liz liza lizzie
ljiljana lois lola lone loredana lorena lorenza loretta lori lorna lorraine lotta lotte lottie louisa louise lourdes
lubna lucia luciana lucie lucienne lucille lucinda lucretia lucrezia lucy ludmila luisa lurdes luz lydia lydie lynda
lynette lynne lyudmila mabel macarena madalena maddalena maddie madeleine madhuri mae maelle mafalda magda magdalena
maggie maha mahnaz mairi maisie maja makeda makiko malala malgorzata malika malin malini mamata mandy manjula manon
manuela mara marcela marcella marcia maren margaret margareta margarete margarita margaux margery margherita margo
margot margrethe marguerite mari maria mariagrazia mariam mariama marian mariana mariangela marianne maribel maricarmen
marie marie-claire mariko marilyn marina marine marisa marisol marissa marit maritza marjorie marketa marla marlene
marlies marsha marta martha marthe martina marwa mary maryam marzena masako mathilde matilda matilde maud maude maura
maureen mavis maxine may maya maysa mayumi meaza mechthild meena meenakshi meera meg megan megawati meghan megumi mei
meiling melania melanie melinda melissa menaka meral merav mercedes mercy meredith merve mette mi-kyung mia micaela
michaela michela michelle michiko midori miho mika mildred milena millicent millie mimi mina mindy minnie mira miranda
mireille mireya miriam mirjana misaki miyuki moira molly momoko mona monica monika monique montserrat morag mouna
mridula mukta muna muriel mylene myra myrtle nabila nadege nadezhda nadia nadine nadira nadja naima najla nalini namrata
nan nancy nandi nandini nanette nanna naoko naomi nasreen natalia natalie natalya natasha nathalie natsuko nawal nazan
nazanin ndeye neha nell nellie nerea nesta nettie nga ngoc ngozi nhung niamh nicole nicoletta nidhi nieves nina ning
nirmala nisha nita njeri nkechi nkiru nneka noelia noemi noemie nokuthula nomsa nomvula noor nora noreen noriko norma
nuala nura nuria nyambura obioma oby odette odile oksana olabisi oleksandra olga olive olivia olufunmilayo omolara
ondine opal orly orsola orsolya ottoline ozlem padma paige palesa pallavi paloma pam pamela paola parvati pascale
patience patrice patricia patrizia patrycja patsy patty paula paulette paulina pauline pavla pearl peggy penelope penny
pernille petra petunia philippa phoebe phuong phyllis pia pilar pippa piroska polina polly pooja poonam portia pratibha
precious preeti prerna primrose priti priya priyanka prudence putri qian qing queenie rabia rachael rachel rachida radha
radhika radka raffaella ragnhild raisa rajni raluca ramatoulaye ramona randi rani rania raquel rasha rashmi ratna
rebecca rebekah reem regina regine reiko reka rekha renata renate renee renu retno revathi rhian rhoda rhonda rie rigmor
rika rikke rima rita ritu roberta robyn rochelle rocio ronja roopa rosa rosalie rosalind rosamund rosanna rosanne rose
roseanne rosemarie rosemary rosetta rosie rossella rowena roxana roxanne roya ruby rukhsana rula rumiko rupa rutendo
ruth ruthie ryoko saba sabina sabine sabrina sachiko sadhana sadie safiya sahar sahle-work sahra saima sakura sally
salma salwa samantha samira sana sandra sandrine sangeeta sanja sanna sapna sara sarah sarita sarka saroja saskia satoko
savannah savita sayuri seema segolene selam selena selina selma serena setsuko severine sevgi shabana shaima shalini
shanta shari sharmila sharon shashikala sheela sheena sheila shelley shelly sheryl shira shirin shirley shizuka shobha
shona shreya shruti shu shweta sian sibel sienna sigrid sigrun silje silke silvana silvia simisola simona simone sinead
siobhan siri sissel siti smita smriti sneha snezana sofia sofya solange soledad solveig sona sonal sonia sonja sonya
soo-jin sophia sophie soraya sri stacey stefania stefanie steffi stella stephanie suad sudha sue suhasini sujata sukma
sumaya sumiko sumitra sun-hee sunanda sunita supriya susan susana susanna susannah susanne sushma susie suzanne suzette
svanhild svenja svetlana swapna swati sybil sylvaine sylvia sylvie sylwia synne tabitha tahira tali tamara tammy tania
tansu tanvi tanya tara tasha tatiana tatyana teresa tereza tess tessa thandiwe thao thea thelma theodora theresa therese
thora thuli thuy tiffany tigist tilda timea tina ting titilayo tiziana tomoko tone tonya tove tracey trang trina trine
trisha trudy trupti tsitsi turid tuyet tyra tzipi uju ulla ulrika ulrike una unni ursula urszula uschi usha ute
valentina valentyna valeria valerie vandana vanesa vanessa vanna vasundhara veena vera verity veronica veronika
veronique vesna vibeke vicki vicky victoria vidya vigdis vimala viola violet viorica virginia virginie vittoria vivian
viviana viviane vivien wafa waltraud wambui wanda wangari wanjiku wati wendy weronika whitney wiebke wieslawa wilhelmina
wilma winifred winnie xia xiaoling ximena xiu xue yael yaffa yana yasmeen yasmin yasuko yelena yeon yevgenia ying ylva
yoko yolanda yoriko yoshiko young-hee yue yui yukari yuki yukiko yulia yumi yun yuriko yusra yvette yvonne zahra zainab
zanele zara zaynab zdenka zeinab zelda zena zewditu zeynep zhanna zhen zoe zofia zoya zsofia zsuzsanna zulema zuzana
zuzanna
""".split()
)
