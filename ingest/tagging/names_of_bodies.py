"""How organisations are called: what their names end in, begin with, and are made of."""

from __future__ import annotations

import re

CAP = r"[A-ZÅÄÖÉ][\wåäöé&-]*(?:\.(?=\w)[\wåäöé&-]+)*"
FIELD = (
    r"(?:[Ää]ldre|[Vv]ård|[Bb]arn|[Uu]tbildnings?|[Kk]ultur|[Ff]ritids?|[Ii]drotts?|[Mm]iljö|[Pp]lan|[Bb]ygg|[Ss]amhällsbyggnads|[Ii]nköps?"
    r"|[Kk]retslopp|[Aa]rbetsmarknads?|[Ii]ndivid|[Hh]älso|[Tt]rafik|[Gg]atu|[Pp]ark|[Tt]eknik|[Nn]ärings(?:livs)?|[Oo]msorgs?)"
)
"""What boards of two fields are called after first."""
_FORM = r"(?:AB|HB|KB|Oyj?|ApS|A/S|AS|ASA|GmbH|Ltd|Inc|[Ee]k\.?\s?[Ff]ör\.?|[Ee]konomisk\s[Ff]örening)"
"""Legal forms of companies."""
FORMED = re.compile(rf"\s{_FORM}$")
_SPORT = (
    r"(?:IF|IK|BK|FF|FK|SK|GK|BoIS|AIK|GIF|IFK|FC|OK|FBC|HC|HK|RK|RF|SS|TK|BTK|IBK|IBF|IBS|HF|HBK|LK|RFK|AIF|BIF|GoIF|BoIF|KK|JK|DFF"
    r"|SLK|FBK|BBK|VBK|MK|RC|Basket|Hockey|Fotboll|Handboll|Innebandy|Bandy|Volleyboll|Simklubb)"
)
_TRADE = (
    r"(?:Energi|Bostäder|Fastigheter|Förvaltning|Räddningstjänst|Lokaltrafik|Teater|Sjukvårdsparti|Symfoniorkester|Tekniska\sHögskola|Folkhögskola"
    r"|Allehanda|Tidning(?:en)?|Logistik|Kommunföretag|Plåt|Bygg|Måleri|Åkeri|Blommor|Buss|Taxi|Paperboard|Iron|Entreprenad|Markservice|Städservice"
    r"|Trädgård|Arkitekter|Arkitektkontor|Advokatbyrå|Begravningsbyrå|Revisionsbyrå|Bemanning|Assistans|Security|Bevakning|Catering|Konditori|Bageri"
    r"|Pizzeria|Elnät|Fjärrvärme|Kraft|Nyheter|Dagblad|Folkblad|Kuriren|Kurir|Posten|Sparbank|Trafik|Bilservice|Schakt|Transport|Elektriska|Plantskola"
    r"|Group|Nordic|Invest|Holding|Konsult|Hotell|Science\sPark|Airport|Bryggeri|Vatten\soch\sAvfall|Miljö\soch\sEnergi|Handel|Turism)"
)
_BODY = (
    r"(?:[Kk]ommun|[Ss]tad|[Uu]niversitet|[Hh]ögskola|[Ff]olkhögskola|[A-ZÅÄÖa-zåäö]?[a-zåäö]*församling|moské|synagoga|[Pp]astorat|[Kk]onsthall|[a-zåäö]*[Mm]useum"
    r"|[a-zåäö]*[Ss]jukhus|[Ll]asarett|(?:[A-ZÅÄÖ]+-)?[A-ZÅÄÖa-zåäö]?[a-zåäö]*förening|[A-ZÅÄÖa-zåäö]?[a-zåäö]*förbund|[A-ZÅÄÖa-zåäö]?[a-zåäö]*klubb|[a-zåäö]*sällskap|räddningstjänst"
    r"|[a-zåäö]*[Tt]ingsrätt|[Hh]ovrätt|kammarrätt|förvaltningsrätt|[a-zåäö]*bibliotek|sameby|čearru|sijte|stift|[a-zåäö]*skola|(?:läns|stads)\s?museum|hembygdsgille"
    r"|(?:tekniska|medicinska)\suniversitet|läns\smuseum|läns\sförbund|byalag|jaktlag|spelmanslag|[a-zåäö]*samfällighet|fiskevårdsområde|viltvårdsområde"
    r"|arbetarekommun|[a-zåäö]+distrikt|[A-ZÅÄÖa-zåäö]?[a-zåäö]*kår|[a-zåäö]+krets|[A-ZÅÄÖa-zåäö]?[a-zåäö]*orkester|[A-ZÅÄÖa-zåäö]?[a-zåäö]*teater|[Oo]pera|museer|fäbodlag|skifteslag|sockenlag|[a-zåäö]{3,}kör|gymnasium|vårdcentral|hälsocentral|familjecentral"
    r"|folktandvård|brandkår|brandförsvar|[a-zåäö]*stiftelse|[a-zåäö]*jour|regemente|flottilj|(?:idrotts|närings\w*|kultur)allians|åklagarkammare"
    r"|(?:pensionärs|ungdoms|funktionshinder|funktionsrätts|tillgänglighets|närings\w*|brottsförebyggande\s|folkhälso|trygghets|idrotts|bruks|by)råd|[a-zåäö]*gille|[a-zåäö]+missionskyrka"
    r"|kyrkliga\ssamfällighet|samfund|fastighetsbolag|bostadsbolag|energibolag|kommunföretag|handelskammare|revir|nation)"
)
ENDED = re.compile(
    rf"\b(?P<name>(?:{CAP}(?:\s&[ ]|[ ])){{1,4}}"
    rf"(?:(?:[a-zåäö]{{4,}}[ ]|i[ ]{CAP}[ ])?{_FORM}|{_SPORT}|{_TRADE}|{_BODY}))(?=s?\b)(?!-[a-zåäö])"
)
LED = re.compile(
    rf"\b(?P<name>(?:Centrallasarettet|Lasarettet|Universitetssjukhuset|Vårdcentralen|Hälsocentralen|Folktandvården|Länstrafiken|Högskolan|Folkhögskolan"
    rf"|Attention|Bygdegårdsföreningen|Hembygdsföreningen|Kulturföreningen|Restaurang|Hotell|Hotel|Café|Föreningen|Stiftelsen|Hyresgästföreningen|Bostadsrättsföreningen|Brf|BRF|Kvinnojouren|Tjejjouren|Brottsofferjouren|Nattvandring"
    rf"|Lokalföreningen|Rotary|Lions|Förskolan|[Kk]ommunalförbundet|[Ss]amordningsförbundet|Studieförbundet|Riksförbundet|[Rr]äddningstjänstförbundet|[Ll]andstinget"
    rf"|[Ss]tadsdelsförvaltningen|Stadsdelsnämnden|Samfällighetsföreningen|Samfälligheten|Vägföreningen|Intresseföreningen|Idrottsföreningen|Idrottsklubben|Byföreningen"
    rf"|Ridklubben|Båtklubben|Simklubben|Scoutkåren|Pingstkyrkan|Equmeniakyrkan|Missionskyrkan|Familjecentralen|Handelskammaren|Advokatfirman|Advokatbyrån|Begravningsbyrån"
    rf"|Revisionsbyrån|Coompanion|Pizzeria|Krogen|Bryggeriet|Friskolan|Montessoriskolan|Waldorfskolan|Äldreboendet|Brukshundklubben|Hemvärnet|Museet|Länsmuseet|Konsthallen|Gymnasiet|Galleri|Teater|Destination"
    rf"|Sparbanken)(?:[ ]{CAP}){{1,3}})"
)
FOLK = re.compile(
    r"\b(?P<name>[A-ZÅÄÖ][a-zåäö]{2,}ska\s(?:[a-zåäö]*(?:föreningen|förbundet|församlingen|klubben|samfundet|centret|rådet|ambassaden|konsulatet|sällskapet)|kyrkan))(?=s?\b)"
)
CLUB = re.compile(
    r"(?<![\w-])(?P<name>(?:IFK|IF|IK|GIF|GoIF|BK|FC|FF|SK|AIK|HK|IBK|IBF|BTK|FBC|KFUM|KFUK|OK|LK|RK|IBS|BBK|TK|SS|HC|SSU|KSS|SPF|LRF|PRO|ABF|LO|TCO|NTF|HSB)"
    rf"[ ]{CAP}(?:[ ](?:IF|IK|FF|BK|FC|Dam|Herr))?)"
)
LONE = re.compile(
    r"\b(?P<name>(?!Grann|Moder|Dotter|Syster|Paraply|Medlems|Mottagar|Vän)[A-ZÅÄÖ][a-zåäöé-]{2,}(?:skolan|gymnasiet|högskolan|universitetet|trafiken|bostäder|förbundet|partiet|verket|myndigheten|inspektionen"
    r"|styrelsen|(?<!om)(?<!sam)rådet|stiftelsen|föreningen|museet|teatern|kyrkan|församlingen|jouren|missionen|kåren|klubben|bolaget|hem|energi|boken|tidningen|fonden|banken"
    r"|samfundet|sällskapet|kuriren|bladet|akademien|akademin|institutet|operan|orkestern|armén|regementet|byggen|alliansen|lotteriet|scouterna|kooperativet))(?=s?\b)"
)
STARTS = re.compile(
    r"^(?:Den|Det|De|En|Ett|I|På|Av|För|Från|Till|Med|Hos|Vid|Om|Under|Och|Samt|Enligt|Även|När|Då|Att|Som|Inom|Sedan|Efter|Både|VD|Inför|Mellan|Mot|Utan|Också|Mellan|Via|Genom"
    r"|Ringa|Ring|Betala|Svara|Söka|Sök|Kontakta|Mejla|Maila|Fråga|Bjud|Bjuda|Tacka|Skicka|Anmäla|Boka|Beställa|Köpa|Hämta|Informera|Påminna|Hyra|Låna|Be|Begära|Träffa|Möta"
    r"|Besöka|Anlita|Remittera|Höra|Kolla|Stötta|Meddela|Bjuda\sin|Fakturera|Delge"
    r"|[A-ZÅÄÖ]?[a-zåäö]*(?:[Ff]öretaget|(?<![a-zåäö])Bolaget|[Ff]irman|[Åå]keriet|[Ee]ntreprenören|[Ll]everantören|[Kk]onsulten|[Bb]yrån|[Ää]garen|[Hh]yresvärden|[Aa]rrangören|[Uu]tföraren"
    r"|[Ee]xploatören|[Ss]ökanden|[Kk]öparen|[Ss]äljaren|[Gg]rannföreningen|[Ff]öreningarna|[Kk]ommunerna|[Hh]yresgästen))\s(?=[A-ZÅÄÖ])"
)
"""What may begin a sentence or stand before a name without being a part of it."""
