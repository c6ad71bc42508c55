"""Given names that one person may bear: William and Bill.

Each line has the formal names first, a bar, then the short ones. Compiled by hand from common English usage; a short
form that is common as a name of its own for somebody else ("Erin" for Aaron) is left out, because a wrong merge is
worse than a missed one.
"""

from __future__ import annotations

from functools import cache

_TABLE = """
william|bill billy will willie willy wills
robert|bob bobby rob robbie robby bert
richard|dick dickie rick ricky rich richie
james|jim jimmy jimmie jamie
john|johnny jack jon
jonathan jonathon|jon johnny
thomas|tom tommy
michael|mike mikey mick mickey micky
joseph|joe joey
charles|charlie charley chuck chas
edward|ed eddie eddy ted teddy ned
edmund|ed ned ted
edwin|ed eddie
theodore|ted teddy theo
henry|harry hank hal
harold|harry hal
george|georgie
david|dave davey davie
daniel|dan danny
samuel|sam sammy
benjamin|ben benny benji bibi
bernard|bernie
alexander aleksandr alexandr oleksandr alexandre|alex sandy sasha xander alec
alexandra aleksandra|alex sandra sasha lexi
alexis alexei aleksei|alex
andrew|andy drew
anthony antony|tony
antonio|tony toni
christopher|chris kit
christian|chris
stephen steven|steve stevie
matthew|matt matty
nicholas nicolas|nick nicky nico
peter|pete
patrick|pat paddy
philip phillip|phil
timothy|tim timmy
kenneth|ken kenny
ronald|ron ronnie
donald|don donnie donny
lawrence laurence|larry laurie
gerald|gerry jerry
gerard|gerry
jerome|jerry
frederick frederic|fred freddie freddy
alfred|alf alfie fred
gregory|greg
jeffrey geoffrey jeffery|jeff geoff
raymond|ray
walter|walt wally
albert|al bert bertie
alan allan allen|al
francis|frank frankie
franklin|frank
vincent|vince vinny vin
eugene|gene
leonard|len lenny leo
leon|leo
leonardo|leo
douglas|doug
joshua|josh
zachary zachariah|zach zack zak
nathaniel|nathan nate nat
nathan|nate
jacob|jake
isaac|ike
abraham|abe
dwight|ike
calvin|cal
clifford clifton|cliff
curtis|curt
dennis denis|denny
duncan|dunc
ernest|ernie
gabriel|gabe
gilbert|gil
herbert|herb bert
howard|howie
hubert|bert
hugh|hughie
ignatius|iggy
jason|jay
jeremy jeremiah|jerry jem
lewis|lew louie
louis|lou louie
luke|lucas
marcus|mark marc
martin|marty
maurice|mo
maximilian maxwell|max
melvin|mel
mitchell|mitch
montgomery|monty
mortimer|mort
nelson|nels
norman|norm
oliver|ollie olly
oscar|ozzie
randall randolph|randy
reginald|reg reggie
rodney|rod
roderick|rod
roger|rodge
roland|rollie
rudolph rudolf|rudy
russell|russ
salvatore|sal
sebastian|seb
sidney sydney|sid syd
simon|si
solomon|sol
spencer|spence
stanley|stan
stuart stewart|stu
terence terrence|terry
tobias|toby
tyler|ty
vernon|vern
victor|vic
wesley|wes
winston|win
yitzhak|isaac
barack|barry
bartholomew|bart
cornelius|neil con
cyrus|cy
elijah|eli
emmanuel|manny
ezekiel|zeke
fitzgerald|fitz
giovanni|gianni
guillermo|memo
francisco|paco pancho
jose|pepe
enrique|quique
ignacio|nacho
luis|lucho
manuel|manny manolo
eduardo|edu lalo
roberto|beto
sergei sergey|serge
mikhail|misha
dmitri dmitry dmitriy|dima mitya
vladimir volodymyr|vova volodya vlad
nikolai nikolay|kolya
konstantin|kostya
yevgeny evgeny|zhenya
johannes|hans johann jan
friedrich|fritz
heinrich|heinz
josef|sepp
elizabeth elisabeth|liz lizzie liza beth betty eliza betsy libby bess lisa
margaret|maggie meg peggy marge margie greta daisy rita
katherine catherine kathryn katharine|kate katie kathy cathy kay kit kitty kat
kathleen|kathy kate katie
patricia|pat patty patti trish tricia
jennifer|jen jenny jenn
susan suzanne susanna|sue susie suzie suzy
deborah debra|deb debbie debby
barbara|barb barbie babs
rebecca|becky becca
jessica|jess jessie
victoria|vicky vicki tori
samantha|sam sammy
christine christina kristina|chris chrissy tina christie
theresa teresa|terry tess tessa terri
dorothy|dot dottie dolly
judith|judy judi
pamela|pam
abigail|abby gail
alice|ali
allison alison|ali allie
amanda|mandy
amelia|amy millie
angela|angie
ann anne|annie nancy
anna|annie
antoinette|toni nettie
beatrice|bea trixie
bernadette|bernie
bridget|biddy
caroline carolyn|carrie caro
charlotte|lottie charlie
claudia|claud
constance|connie
cynthia|cindy
danielle|dani
diana diane|di
eleanor eleanora|ellie nell nellie nora
emily|em emmy millie
evelyn|evie
florence|flo flossie
frances|fran frannie
gabrielle gabriella|gabby gaby
georgina georgia|georgie
gertrude|gert trudy
gillian jillian|gill jill
gwendolyn gwendoline|gwen
harriet|hattie
helen helena|nell nellie
henrietta|hettie etta
isabel isabella isabelle|izzy bella belle
jacqueline|jackie jacqui
jane|janie
janet|jan
janice|jan
jean|jeannie
joan|joanie
joanna joanne|jo
josephine|jo josie
juliet|jules
julia julie|jules
kimberly kimberley|kim
laura|laurie
lillian lilian|lily lil
linda|lin
louise|lou
lucinda|lucy cindy
lydia|liddy
madeleine madeline|maddie
marjorie|marge margie
martha|marty
mary|molly polly mamie
matilda|tilly mattie
maureen|mo
melanie|mel
melissa|mel missy
mildred|millie
miranda|mandy randi
miriam|mimi
nancy|nan
natalie|nat
nicole|nicky nikki
olivia|liv livvy
penelope|penny
philippa|pippa
priscilla|cilla
rachel|rach
roberta|bobbie
rosemary|rose rosie
roxanne|roxie
sandra|sandy
sarah sara|sally sadie
sophia sophie|soph
stephanie|steph
sylvia|syl
tabitha|tabby
tamara|tammy
valerie|val
veronica|ronnie
virginia|ginny ginger
vivian vivien|viv
wilhelmina|willa minnie billie
winifred|winnie
yvonne|vonnie
guadalupe|lupe
dolores|lola
francesca|fran
mercedes|merche
ekaterina yekaterina|katya
rafael raphael|rafa rafi
jesus|chuy
ashley ashleigh|ash
eugenie|genie
sean shaun shawn|
benjamin binyamin|
john jon|
samir|sam
joaquin|quino
alejandro|alex ale
theodora|thea dora
maria|masha
natalia nataliya|natasha
anastasia|nastya
svetlana|sveta
yulia|yulka
muhammad mohammed mohamed mohammad muhammed mohamad|mo
"""
_FORMAL, _SHORT = 1, 2


@cache
def _names() -> dict[str, dict[int, int]]:
    """By name the lines on which it stands, and whether it is formal or short there."""
    found: dict[str, dict[int, int]] = {}
    for number, line in enumerate(_TABLE.split("\n")):
        formal, _, short = line.partition("|")
        for name in formal.split():
            found.setdefault(name, {})[number] = _FORMAL
        for name in short.split():
            found.setdefault(name, {}).setdefault(number, _SHORT)
    return found


# "Bob" and "Bobby" are one form; "Bill" and "Will" are two, and nobody goes by both.
_LEAST_COMMON_LETTERS = 2


def short_form(one: str, other: str) -> bool:
    """True if one given name is a short form or another spelling of the other; both folded."""
    names = _names()
    ours, theirs = names.get(one), names.get(other)
    if ours is None or theirs is None:
        return False
    for line in ours.keys() & theirs.keys():
        if _FORMAL in (ours[line], theirs[line]):
            return True
        common = min(len(one), len(other))
        if common >= _LEAST_COMMON_LETTERS and one[:common] == other[:common]:
            return True
    return False
