"""The words of minutes and the topics they tell of, and words that stand only in passing."""

from __future__ import annotations

import pytest

from data.topics import topics_of

TITLES = """
brander: Föreskrift om eldningsförbud
brander: Brandtillsyn i flerbostadshus
brander: Handlingsprogram enligt lagen om skydd mot olyckor
miljo-och-klimat: Motion om att skrota skräpet
miljo-och-klimat: Skolornas skräpplockardag och nedskräpning
miljo-och-klimat: Samordning av grön industriomställning
miljo-och-klimat: Skyddsjakt på vildsvin
barn-och-unga: Leksaksbibliotek
barn-och-unga: Tidigt föräldraskapsstöd
kultur-och-fritid: Stöd till Trästockfestivalen
kultur-och-fritid: Konstgräsplanens skötsel
trafik: Flygplatsens framtid
trafik: Lokala trafikföreskrifter för Storgatan
trafik: Bidrag till enskilda vägar
kollektivtrafik: Regionalt trafikförsörjningsprogram
skola: Läsårstider nästa år
forskola: Öppettider på nattis
aldre: Fallprevention
socialtjanst: Ej verkställda beslut, kvartal tre
socialtjanst: Bostadsanpassningsbidrag
halsa: Köerna inom primärvården
trossamfund: Utvidgning av kyrkogården
integration: Mottagande av ensamkommande
jamstalldhet: Finskt förvaltningsområde
bostad: Bostadsbristen
stadsplanering: Rivningslov för lada
vatten-och-avlopp: Slamtömning
ekonomi: Begäran om tilläggsanslag
upphandling: Överprövningar
naringsliv-och-arbete: Sjukfrånvaron
styrning: Dokumenthanteringsplan
krisberedskap: Krigsplacering av personal
vapen-och-sprangningar: Taxa för sprängämnesprekursorer
alkohol-och-tobak: Folkölsförsäljning
bedrageri: Bluffakturor
brottsforebyggande: Överenskommelse med polisen
"""
PASSAGES = """
vald: Personalen blir hotad i receptionen.
vald: Det har förekommit hot mot personal.
ungdomsbrottslighet: Rånen mot unga har upphört.
ungdomsbrottslighet: Barn rekryteras till gäng.
stold: Det gäller tillgrepp i butik.
sexualbrott: Sexuella övergrepp har anmälts.
hedersrelaterat-vald: Flickan skulle giftas bort, vilket är ett tvångsäktenskap.
bilbrander: Två bilar tändes på i natt.
skadegorelse: Krossade rutor lagas inom en vecka.
skadegorelse: Okända har slagit sönder skyltarna.
narkotika: Kokain säljs öppet.
alkohol-och-tobak: Flera var berusade.
nattvandring: Fler föräldrar på stan behövs.
trygghet-i-offentlig-miljo: Flera vågar inte gå ut.
belysning: Mörka gångvägar nämndes.
ordningsstorningar: Det var oroligheter i helgen.
organiserad-brottslighet: Kriminella grupper styr.
hatbrott-och-extremism: Dekaler med nazistiskt innehåll togs ned.
brander: Någon tände eld på papper.
trafik: Bilarna körs för fort.
krisberedskap: Elavbrottet varade i två dygn.
aldre: Flera äldre hade ringt.
stadsplanering: Startbesked har getts för garaget.
stadsplanering: Ny förskola ska byggas på åkern.
miljo-och-klimat: Källsortering införs.
vatten-och-avlopp: Det är brist på vatten i byn.
ekonomi: Det saknas pengar till ledare.
upphandling: Upphandlingen är klar.
naringsliv-och-arbete: Fler unga ska komma i arbete.
styrning: Omval skedde av hela styrelsen.
brottsforebyggande: Ordföranden informerade om bedrägerier och hur man skyddar sig.
brottsforebyggande: Polisen bad alla att låsa dörren.
brottsforebyggande: Föreningen öppnar salen på kvällarna för att minska skadegörelsen.
brottsforebyggande: Samordnaren, polisen och hyresvärden träffas varje vecka.
brottsforebyggande: Patrulleringen utökas på helgerna.
belysning: Lamporna på torget har slocknat och det är mörkt i tunneln.
vald-i-nara-relation: Hon har misshandlats av sin man.
alkohol-och-tobak: Eleverna röker bakom gymnastiksalen.
bilbrander: En bil brann på parkeringen i natt.
ordningsstorningar: Grannar klagar på störningar från lokalen.
aldre: Det behövs fler särskilda boenden.
aldre: Anhöriga till dementa har bildat en grupp.
socialtjanst: Insatser enligt SoL följs upp.
socialtjanst: Det finns barn som far illa.
halsa: Hälsan bland unga försämras.
trossamfund: Kristna och muslimer möttes.
integration: Elever med utländsk bakgrund har egna grupper.
jamstalldhet: Romerna bjuds in.
jamstalldhet: Entrén är inte tillgänglig för alla.
bostad: Det byggs fyrtio nya lägenheter.
krisberedskap: Kontinuitetsplanering saknas.
trafik: Vägarna är dåligt skottade. Vägen mot Vik är värst.
trafik: Häckarna måste klippas eftersom sikten skyms.
kollektivtrafik: Bussarna går inte på söndagar.
kollektivtrafik: Väderskyddet har blåst sönder.
skola: Lärarna är oroliga.
skola: Skolmaten ska lagas på plats.
forskola: Dagmammorna blir färre.
barn-och-unga: Kommunen erbjuder 200 sommarjobb.
kultur-och-fritid: Badbryggan måste lagas.
kultur-och-fritid: Skidspåret är preparerat.
"""
PASSING = """
barn-och-unga: Fältgruppen var inbjuden.
aldre: Hemtjänsten deltog.
aldre: Rivning av gamla skolan, den gamla skolan som är tom och gamla Sågen.
aldre: Kontoret flyttar till äldre lokaler.
kultur-och-fritid: Affischen sätts upp på biblioteken.
halsa: Hälso- och sjukvården var med.
kollektivtrafik: De träffas vid busstationen.
naringsliv-och-arbete: Stånden står vid ett köpcentrum.
ekonomi: Hon tycker att det är bra. Han tycker detsamma.
ekonomi: Frågan ryms i årets budget.
miljo-och-klimat: Miljöpartiet reserverar sig. Miljöpartiets ledamöter skrev under.
alkohol-och-tobak: De greps med vapen.
vapen-och-sprangningar: Beslutet skjuts upp.
vapen-och-sprangningar: Kommunvapnet ska synas på flaggan.
narkotika: Han drog tillbaka yrkandet.
trafik: Ordföranden var på väg hem.
ordningsstorningar: En driftstörning gav avbrott.
trygghet-i-offentlig-miljo: En fartkamera sätts upp.
stadsplanering: Planen gäller sexuell exploatering.
upphandling: Löner följer kollektivavtal.
vald: Arten är en hotad art, liksom flera hotade arter.
styrning: Svaret följer kommunallagen.
barn-och-unga: Två unga män greps.
barn-och-unga: Bränt barn skyr elden.
brander: Bränt barn skyr elden.
naringsliv-och-arbete: Ett hotell och en butik utsattes för inbrott.
bostad: Inbrott i en lägenhet på Teg. Lägenheten stod tom.
krisberedskap: En storm i ett vattenglas, sade ledamoten om stormen.
stadsplanering: Inhyrning av personal behövs i sommar.
miljo-och-klimat: Regionerna har ett cirkulär om detta.
miljo-och-klimat: Narkotikan låg i plastpåsar. Plastpåsarna togs i beslag.
ekonomi: Väskor lånas ut. Alla får låna dem.
upphandling: Kontraktet och kontraktsprosten hälsade.
naringsliv-och-arbete: Vi jobbar vidare. Alla har jobbat länge med detta.
naringsliv-och-arbete: I praktiken fungerar det. Det syns i praktiken.
styrning: Insynen i parken är dålig. Bättre insyn behövs.
styrning: Beslutet fattades på delegation. Det gjordes på delegation.
brottsforebyggande: Trygghetsrådet fördelar bidragen.
brottsforebyggande: Förebyggande hembesök görs hos alla över 80, för att förebygga fall.
organiserad-brottslighet: Kommunen söker lärare och nyrekrytering pågår.
organiserad-brottslighet: Gänget träffas varje tisdag.
ordningsstorningar: Stor oro bland personalen och oro på grund av neddragningarna.
trygghet-i-offentlig-miljo: Kameran ska vara på under mötet.
trygghet-i-offentlig-miljo: Eleverna känner sig trygga i skolan, en trygg och säker skola.
vald: Planen gäller självmord.
stold: Julgransplundring hålls på tjugondagen.
narkotika: Bussen drog femtio resenärer.
aldre: Äldre motioner bereds vidare.
aldre: De äldre åldrarna tränar sist.
socialtjanst: Kontaktperson är kommunens jurist.
socialtjanst: Placering av papperskorgar i parken.
socialtjanst: Föreningen brukar vara med och brukar hjälpa till.
socialtjanst: Det ingår i den dagliga verksamheten.
halsa: Utsläppen kan skada människors hälsa.
halsa: Miljö- och hälsoskydd var med, liksom en miljö- och hälsoskyddsinspektör.
trossamfund: Mötet hölls i församlingshemmet.
trossamfund: Bilen stod vid kyrkan.
integration: Barn är särskilt utsatta på nätet.
jamstalldhet: Lokalen är tillgänglig, och medlen är tillgängliga.
jamstalldhet: Partierna är i minoritet.
bostad: En lokal med en hyresgäst säljs.
bostad: Ombildning av kommunalförbundet.
krisberedskap: Skolan får evakueringslokaler.
krisberedskap: Pengarna står i beredskap.
trafik: Planen gäller Sankt Jörgens väg. Sankt Jörgens väg ligger i norr.
trafik: Ett MC-gäng har etablerat sig. MC-gänget hyr en lokal.
kollektivtrafik: Ungdomar samlas vid hållplatsen.
forskola: Förskoleklassen flyttar.
barn-och-unga: De yngre medlemmarna tog över, och en ung kvinna valdes.
kultur-och-fritid: Utställning av detaljplanen pågår till maj.
kultur-och-fritid: Mötet hölls i bygdegården.
"""
BODIES = """
barn-och-unga: Val till barn- och utbildningsnämnden
miljo-och-klimat: Val till miljö- och byggnadsnämnden
kultur-och-fritid: Val till kultur- och fritidsnämnden
halsa: Val till hälso- och sjukvårdsnämnden
styrning: Medborgarförslag om farthinder
brander: Bidrag till kommunalförbundet Räddningstjänsten Storgöteborg
socialtjanst: Hemlösa katter
"""


def pairs(rows: str) -> list[tuple[str, str]]:
    return [(topic, words) for topic, _, words in (row.partition(": ") for row in rows.strip().splitlines())]


def ids(title: str, text: str = "") -> set[str]:
    return {topic.id for topic in topics_of(title, text)}


@pytest.mark.parametrize(("topic", "title"), pairs(TITLES))
def test_a_title_tells(topic: str, title: str) -> None:
    assert topic in ids(title)


@pytest.mark.parametrize(("topic", "text"), pairs(PASSAGES))
def test_a_sentence_tells(topic: str, text: str) -> None:
    assert topic in ids("Lägesrapport", text)


@pytest.mark.parametrize(("topic", "text"), pairs(PASSING))
def test_what_stands_in_passing_tells_nothing(topic: str, text: str) -> None:
    assert topic not in ids("Lägesrapport", text)


@pytest.mark.parametrize(("topic", "title"), pairs(BODIES))
def test_names_and_formalities_tell_nothing(topic: str, title: str) -> None:
    assert topic not in ids(title)


def test_an_authority_takes_back_no_mention() -> None:
    assert "trafik" in ids("Rapport", "Trafikverket mäter hastigheten.")
