"""What the made-up minutes say: names, bodies, matters and sentences. `{…}` in a sentence is filled in at random."""

from __future__ import annotations

FIRST = (
    "Ann-Christine Anna Birgitta Björn Britt-Marie Carina Cecilia Daniel David Elin Emma Erik Eva-Lena Fatima Fredrik Gunilla Gustav "
    "Hanna Henrik Håkan Ingrid Jenny Jessica Johan Jonas Jörgen Karin Karl-Johan Kristina Lars-Erik Lena Linda Magnus Malin Marcus Maria "
    "Mats Mikael Mohammed Märta Nils Ólafur Oskar Per-Olof Peter Pia René Robert Sara Siv Sofia Stefan Susanne Sven-Åke Thomas Tommy Ulla "
    "Ulrika Veronika Yusuf Zlatko Åke Åsa Östen"
).split()
LAST = (
    "Andersson|Ahmed|Bergström|af Klercker|von Knorring|Boström|Davidsson Ek|Engström-Frisk|Forsgren|Granskog|Gustafsson Lund|Haddad|"
    "Hedlund|Holmgren|Hägglund|Isaksson|Jonsson|Karlsson|Kowalska|Lindahl|Lindgren Öhman|Lundqvist|Mattsson|Nguyen|Norberg|Nordin|Nyström|"
    "Olofsson|Persson|Pettersson|"
    "Rosén|Sandström|Sjöström|Stenman|Sundén|Svanberg|Söderlind|Vesterlund|Wikström|Wallin-Berg|de Geer|Åkerlund|Åström|"
    "Öberg|Öqvist"
).split("|")
PARTIES = "S M C V MP L KD SD".split()

COUNCILS = (
    "Trygghetsrådet i Vännäs",
    "Brottsförebyggande rådet Sävar",
    "LokalBrå Hörnefors",
    "Ungdomsrådet",
    "Folkhälsorådet Robertsfors",
    "Samverkansgruppen Ersboda",
    "Kommunala pensionärsrådet",
    "Rådet för trygghet och hälsa",
    "Brå Nordmaling",
    "Lokala brottsförebyggande rådet",
)
BOARDS = (
    "Kommunstyrelsen",
    "Kommunfullmäktige",
    "Kultur- och fritidsnämnden",
    "Socialnämnden",
    "Byggnadsnämndens arbetsutskott",
    "Tekniska nämnden",
    "Barn- och utbildningsnämnden",
    "Miljö- och hälsoskyddsnämnden",
    "Kommunstyrelsens arbetsutskott",
    "Individ- och familjenämnden",
)
MUNICIPALITIES = ("Sjövalla kommun", "Norrdala kommun", "Älvbacka kommun", "Tallmo kommun")
ASSOCIATIONS = (
    "Obbola båtförening",
    "Hörnefors byaförening",
    "Styrelsen för Tegs nattvandrare",
    "Föreningen Ersboda odlare",
    "Sävar hembygdsförening",
    "Bostadsrättsföreningen Tallkotten",
    "Umeå kodklubb",
    "Sektionen för systemvetare",
)
VENUES = (
    "KS sammanträdesrum",
    "Stadshuset, rum 4",
    "Hörnefors kommundelshus",
    "Digitalt via Teams",
    "Folkets hus, lokal Älgen",
    "Kommunhuset, Norra salen",
    "Biblioteket i Sävar",
    "Brandstationen",
    "Storgatan 37, plan 2",
)
CLUB_VENUES = ("Föreningslokalen", "Klubbstugan", "Hemma hos ordföranden", "Bykyrkan, lilla salen", "Discord", "Lokal B204")

ORGANISATIONS = (
    "Polisen",
    "Polismyndigheten",
    "Räddningstjänsten",
    "Region Västerbotten",
    "Länsstyrelsen",
    "Socialtjänsten",
    "Fritidsförvaltningen",
    "Svenska kyrkan",
    "Bostaden",
    "Frivården",
    "Kriminalvården",
    "Umeå universitet",
    "Kvinnojouren",
    "Skolan",
    "Brottsofferjouren",
    "Trafikverket",
    "Hyresgästföreningen",
    "Försäkringskassan",
    "Kulturförvaltningen",
    "Miljönämnden",
)
ROLES = ("Ordförande", "Sekreterare", "Kommunpolis", "Områdespolis", "Enhetschef", "Säkerhetschef", "Utredare", "Rektor", "Verksamhetschef")
OFFICES = (
    "kommundirektör",
    "förvaltningschef",
    "enhetschef",
    "planarkitekt",
    "bygglovshandläggare",
    "förvaltningsjurist",
    "ekonomichef",
    "t.f. förvaltningschef",
    "säkerhetschef",
    "utredare",
    "kommunikatör",
    "planarkitekt, kommunstyrelsens förvaltning",
    "verksamhetschef, kommunstyrelsens förvaltning",
    "miljöinspektör",
)

MATTERS = (
    "Rapport från polisen",
    "Lägesbild",
    "Lägesbild hösten",
    "EST-samverkan",
    "Bilbränder",
    "Våld i nära relation",
    "Narkotika i centrum",
    "Bidrag till nattvandrare",
    "Trygghetsvandring i Obbola",
    "Ungdomsgårdarnas öppettider",
    "Medborgarlöften",
    "Bedrägerier mot äldre",
    "Belysning",
    "Uppföljning av handlingsplanen mot organiserad brottslighet och otillåten påverkan",
    "Tillit och trygghet i lokalsamhället",
    "På gång under våren",
    "Information från kansliet",
    "Samverkan med trossamfund",
    "Trafiken runt skolorna",
    "Skadegörelse på skolor",
    "Klotter och nedskräpning",
    "Kameror på Rådhustorget?",
    "Nytt från Länsstyrelsen",
    "Budget 2024",
    "Remiss: ny lag om kommuners ansvar",
    "A-traktorer",
    "Feriearbete och sommarlovsaktiviteter",
    "Samverkansöverenskommelse 2023–2026",
    "Grannsamverkan",
)
BOARD_MATTERS = (
    "Förändring av ärendelista",
    "Information från förvaltningschefen",
    "Budgetuppföljning per den 30 april",
    "Tillsynsplan {year}–{later}",
    "Svar på motion om gratis kollektivtrafik för unga",
    "Svar på medborgarförslag om belysning i Röbäck",
    "Granskning av detaljplan för utbyggnad av Tallbackens centrum, Tallbacken 2:16 med flera",
    "Plan för arbetet mot våld i nära relationer",
    "Revidering av delegationsordning",
    "Val av ledamot i valnämnden efter avgången ledamot",
    "Yttrande över remiss av betänkandet Kommuners ansvar för att förebygga brott (SOU 2021:49)",
    "Redovisning av delegationsbeslut",
    "Bygglov för nybyggnad av enbostadshus samt garage, ÅSBYN 3:338",
    "Strandskyddsdispens för brygga, OBBOLA 2:14",
    "Meddelanden",
    "Avtal om drift av simhallen",
    "Taxa för livsmedelskontroll {year}",
    "Interpellation om tryggheten på Ersboda",
    "Sammanträdestider {later}",
    "Ansökan om bidrag från Föreningen Norrlands Ljus",
    "Uppdrag att utreda hur kommunens kommunikationsarbete kan effektiviseras",
    "Anmälan om jäv",
    "Årsredovisning för {year} för de stiftelser som kommunen förvaltar",
)
CLUB_MATTERS = (
    "Föregående protokoll",
    "Ekonomi",
    "Rapport från kassören",
    "Medlemsläget",
    "Städdag i maj",
    "Inköp av flytvästar",
    "Hemsidan",
    "Kommande evenemang",
    "Nycklar till lokalen",
    "Sommarfest",
    "Inkomna skrivelser",
    "Val av firmatecknare",
    "Fastställande av medlemsavgift",
    "Rapporter från arbetsgrupperna",
    "Utbildningar under hösten",
    "Bryggan",
    "Samarbete med grannföreningarna",
    "Sponsring",
    "Övriga frågor",
)

PLACES = "Holmsund Obbola Sävar Hörnefors Ersboda Teg Ålidhem Röbäck Tavelsjö Täfteå".split()
SENTENCES = (
    "Under perioden har antalet anmälda brott minskat med {n} procent jämfört med motsvarande månader förra året.",
    "Särskilt märks en nedgång i skadegörelse kring busstationen, medan stölder ur bil har ökat i {place}.",
    "Oroligt i {place}: fältarbetarna har utökat sin närvaro och för dialog med föräldrar.",
    "Gruppen diskuterade belysningen längs gång- och cykelvägen mellan {place} och Teg.",
    "Enligt lagen (2023:196) om kommuners ansvar för brottsförebyggande arbete ska åtgärdsplanen beslutas av fullmäktige.",
    "En trygghetsmätning visar att {n} procent av de svarande känner sig trygga utomhus sena kvällar.",
    "Flera av insatserna (nattvandring, föräldramöten, rastverksamhet) fortsätter under våren.",
    "Polisen har genomfört riktade insatser tillsammans med fältgruppen och ordningsvakterna.",
    "Bedrägerier mot äldre är ett växande problem; information sprids via pensionärsorganisationerna.",
    "Kostnaden beräknas till {n} 500 kronor, varav hälften täcks av statsbidrag.",
    "Arbetet med avhopparverksamheten har kommit igång och två personer har fått stöd.",
    "En ny områdespolis börjar sin tjänst i {place} den 1 mars.",
    "Rådet ställer sig positivt till förslaget och önskar en återrapportering vid nästa möte.",
    "Fokus ligger på att 1) fortsätta med de olika insatserna, 2) hitta gemensamma arbetssätt för långsiktig samverkan.",
    "Föräldrar i {place} har startat en egen gångrunda på fredagar.",
    "Det finns ett fortsatt behov av vuxna på stan under fredags- och lördagskvällar.",
    "Frågan bordläggs.",
    "Vi ser ett ökat antal orosanmälningar, vilket tros bero på bättre rutiner snarare än fler fall.",
    "Skolan och socialtjänsten träffas var fjärde vecka för att stämma av läget, och det fungerar väl.",
    "Representanter från fastighetsägarna bjuds in för att diskutera kameraövervakning i trapphusen.",
    "Totalt {n} ungdomar deltog, varav 40 % flickor – en ökning sedan förra året.",
    "På frågan om vad som ökar tryggheten svarar de flesta ”fler människor i rörelse”.",
    "Kommunens 24-timmarsinsats har prövats vid tre tillfällen, t.ex. efter rånet vid centrumhuset.",
    "Mötet konstaterade att frågan redan har behandlats, jfr § 12 i protokollet från den 3 maj 2022.",
    "Ansvaret delas mellan kommunen, polisen och regionen; en gemensam lägesbild tas fram till den 15/9.",
    "Det gick bra.",
    "Räddningstjänsten vill att alla verksamheter ser över sina brandskyddsrutiner inför jul- och nyårshelgerna.",
    "Hur når vi dem som inte vågar anmäla?",
    "Statistiken bygger på {n} enkätsvar från elever i årskurs 7–9 samt gymnasiets år 2.",
    "En översyn av lokalerna i {place} pågår, och resultatet redovisas i samband med delårsbokslutet.",
    "Narkotikahandeln sker numera i slutna grupper på nätet, vilket gör spaningsarbetet svårare.",
    "Kansliet återkommer med ett förslag till tidplan, inklusive kostnader, senast i november.",
)
SUBHEADS = (
    "Sammanfattning av ärendet",
    "Ärendebeskrivning",
    "Bakgrund",
    "Beslutsunderlag",
    "Handlingar",
    "Yrkanden",
    "Propositionsordning",
    "Beslutsgång",
    "Omröstning",
    "Reservation",
    "Protokollsanteckning",
    "Jäv",
    "Beslutet skickas till",
)
