//! The words of the risks of the demonstration. Actions of `demo-plans.json` name some of them by code: a risk is never
//! put between others here.

use calitas_domain::risk::Strategy;

/// A risk with what becomes of it.
pub(super) struct RiskScript {
    /// Codes of units it may belong to, the most fitting first.
    pub units: &'static [&'static str],
    pub title: &'static str,
    pub causes: &'static str,
    pub consequences: &'static str,
    pub inherent: (i32, i32),
    /// As the yearly review rates it; not reviewed without one.
    pub residual: Option<(i32, i32)>,
    pub residual_reason: Option<&'static str>,
    pub strategy: Strategy,
    pub remarks: Option<&'static str>,
    /// What happened that made somebody look at it.
    pub incident: Option<&'static str>,
    /// Why it was closed.
    pub closed: Option<&'static str>,
}

/// An alert.
pub(super) struct AlertScript {
    /// The risk whose unit it is about, and into which it may go.
    pub risk: usize,
    pub title: &'static str,
    pub description: &'static str,
    pub causes: &'static str,
    pub consequences: &'static str,
    pub rating: (i32, i32),
    pub analysis: &'static str,
    /// How many days ago.
    pub before: u64,
}

const PLAIN: RiskScript = RiskScript {
    units: &[],
    title: "",
    causes: "",
    consequences: "",
    inherent: (1, 1),
    residual: None,
    residual_reason: None,
    strategy: Strategy::Treat,
    remarks: None,
    incident: None,
    closed: None,
};

pub(super) const RISKS: &[RiskScript] = &[
    RiskScript {
        units: &[
            "registratura",
            "relatii-publicul",
            "beneficii",
            "persoane-fizice",
            "evidenta",
            "programe",
            "piete",
        ],
        title: "Depășirea termenelor legale de răspuns la petiții și cereri",
        causes: "Repartizare târzie a lucrărilor, posturi vacante, lipsa unei evidențe unice a termenelor",
        consequences: "Sancțiuni contravenționale, reclamații repetate, scăderea încrederii cetățenilor",
        inherent: (4, 3),
        residual: Some((3, 3)),
        ..PLAIN
    },
    RiskScript {
        units: &["achizitii", "juridic", "administrativ", "tehnic", "economic"],
        title: "Conflict de interese nedeclarat în procedurile de achiziție",
        causes: "Declarații completate formal, comisii formate mereu din aceleași persoane",
        consequences: "Anularea procedurilor, corecții financiare, sesizarea organelor de control",
        inherent: (3, 5),
        residual: Some((2, 4)),
        remarks: Some("Declarațiile se verifică la numirea fiecărei comisii de evaluare."),
        ..PLAIN
    },
    RiskScript {
        units: &["it", "calitate-scim", "tehnic", "stare-civila", "economic"],
        title: "Întreruperea sistemelor informatice și pierderea datelor",
        causes: "Echipamente vechi, copii de siguranță neverificate, atacuri informatice",
        consequences: "Servicii blocate zile întregi, date care nu mai pot fi refăcute, încălcarea termenelor",
        inherent: (4, 5),
        residual: Some((3, 4)),
        incident: Some("Întrerupere de 26 de ore a registraturii electronice după o pană de curent"),
        ..PLAIN
    },
    RiskScript {
        units: &["resurse-umane", "administrativ", "economic"],
        title: "Plecarea personalului cu experiență fără transferul cunoștințelor",
        causes: "Pensionări apropiate, salarii sub cele din piață, proceduri de predare incomplete",
        consequences: "Activități oprite sau greșite până la instruirea înlocuitorilor",
        inherent: (4, 4),
        residual: Some((4, 3)),
        strategy: Strategy::Monitor,
        ..PLAIN
    },
    RiskScript {
        units: &["economic"],
        title: "Plăți efectuate fără viză de control financiar preventiv",
        causes: "Înlocuiri neanunțate ale persoanelor desemnate, documente transmise în ultima zi",
        consequences: "Prejudicii, măsuri dispuse de Curtea de Conturi",
        inherent: (2, 5),
        residual: Some((1, 5)),
        ..PLAIN
    },
    RiskScript {
        units: &[
            "servicii",
            "protectie-sociala",
            "evidenta",
            "persoane-juridice",
            "ordine-publica",
            "resurse-umane",
        ],
        title: "Dezvăluirea neautorizată a datelor cu caracter personal",
        causes: "Drepturi de acces prea largi, dosare lăsate la vedere, transmiteri prin e-mail necriptat",
        consequences: "Prejudicii aduse persoanelor, amenzi ale autorității de supraveghere",
        inherent: (3, 5),
        residual: Some((2, 5)),
        remarks: Some("Responsabilul cu protecția datelor participă la fiecare revizuire."),
        ..PLAIN
    },
    RiskScript {
        units: &["investitii", "reabilitare-termica", "drumuri", "tehnic", "parcari", "artistic"],
        title: "Întârzierea recepțiilor și a plăților în contractele de lucrări",
        causes: "Diriginte de șantier supraîncărcat, situații de lucrări incomplete",
        consequences: "Penalități, pierderea finanțărilor, lucrări neterminate în sezon",
        inherent: (4, 4),
        ..PLAIN
    },
    RiskScript {
        units: &["calitate-scim", "juridic", "administratie-publica", "control", "programe"],
        title: "Proceduri operaționale neactualizate după modificări legislative",
        causes: "Lipsa unui responsabil cu monitorizarea legislației în fiecare compartiment",
        consequences: "Acte emise cu temei abrogat, constatări ale auditului intern",
        inherent: (3, 3),
        residual: Some((3, 2)),
        ..PLAIN
    },
    RiskScript {
        units: &["juridic", "executare-silita", "control", "administrativ"],
        title: "Pierderea unor litigii prin nedepunerea la timp a actelor",
        causes: "Comunicarea târzie a documentelor de către compartimente",
        consequences: "Obligații de plată, cheltuieli de judecată",
        inherent: (2, 4),
        strategy: Strategy::Accept,
        ..PLAIN
    },
    RiskScript {
        units: &["taxe", "executare-silita", "activitate-comerciala", "piete", "economic"],
        title: "Neîncasarea la timp a veniturilor din taxe și amenzi",
        causes: "Evidențe separate pe structuri, titluri executorii transmise cu întârziere",
        consequences: "Prescrierea creanțelor, buget neîncasat",
        inherent: (4, 3),
        residual: Some((3, 3)),
        ..PLAIN
    },
    RiskScript {
        units: &["registratura", "administrativ", "evidenta", "tehnic"],
        title: "Deteriorarea arhivei din cauza spațiului impropriu",
        causes: "Umiditate, rafturi insuficiente, lipsa detectoarelor de fum",
        consequences: "Pierderea unor documente cu termen permanent de păstrare",
        inherent: (3, 4),
        residual: Some((2, 3)),
        strategy: Strategy::Avoid,
        closed: Some("Arhiva a fost mutată în spațiul nou, autorizat; riscul nu mai există"),
        ..PLAIN
    },
    RiskScript {
        units: &["relatii-publicul", "programe", "disciplina-constructii", "urbanism", "circulatie", "piete"],
        title: "Informații neverificate publicate în numele instituției",
        causes: "Mai multe canale de comunicare fără un singur responsabil",
        consequences: "Dezmințiri publice, pierderea credibilității",
        inherent: (2, 3),
        residual: Some((3, 3)),
        residual_reason: Some("Numărul canalelor de comunicare s-a dublat după evaluarea inițială"),
        strategy: Strategy::Transfer,
        ..PLAIN
    },
];

/// One that waits, one that was handed up, one that went into a risk; told from the last to the first.
pub(super) const ALERTS: [&AlertScript; 3] = [
    &AlertScript {
        risk: 0,
        title: "Cereri primite prin e-mail și neînregistrate",
        description: "În ultimele două săptămâni trei cereri au fost trimise direct pe adresa unui funcționar aflat în concediu și nu au primit număr de înregistrare.",
        causes: "Adrese personale publicate pe site în locul celei a registraturii",
        consequences: "Termene depășite fără ca cineva să știe",
        rating: (4, 3),
        analysis: "",
        before: 6,
    },
    &AlertScript {
        risk: 6,
        title: "Garanție de bună execuție expirată la un contract în derulare",
        description: "La verificarea dosarului s-a constatat că scrisoarea de garanție a expirat acum zece zile și nu a fost prelungită.",
        causes: "Nu există o evidență a valabilității garanțiilor",
        consequences: "Instituția nu poate recupera eventualele prejudicii",
        rating: (3, 5),
        analysis: "Faptele se confirmă și la alte contracte; este nevoie de o evidență pentru toată instituția, de aceea propun escaladarea.",
        before: 20,
    },
    &AlertScript {
        risk: 5,
        title: "Dosare cu date personale lăsate în sala de așteptare",
        description: "La închiderea programului au fost găsite pe masă patru dosare ale unor beneficiari, accesibile oricui intra.",
        causes: "Spațiu de lucru insuficient la ghișee",
        consequences: "Date sensibile pot ajunge la persoane străine",
        rating: (3, 4),
        analysis: "Situația se încadrează în riscul existent privind datele personale; se adaugă măsuri pentru ghișee.",
        before: 45,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_register_has_what_a_visitor_looks_for() {
        assert!((8..=12).contains(&RISKS.len()));
        assert_eq!(RISKS.iter().filter(|script| script.incident.is_some()).count(), 1);
        assert_eq!(RISKS.iter().filter(|script| script.closed.is_some()).count(), 1);
        assert!(RISKS.iter().any(|script| script.residual.is_none()));
        assert!(ALERTS.windows(2).all(|pair| pair[0].before + 4 < pair[1].before));
    }
}
