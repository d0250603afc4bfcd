import Foundation

extension Sample {
  /// A sample in which every rule of the search has something to decide: titles, notes, an index, what was retired, and
  /// procedures.
  package static func forSearch() throws -> Sample {
    let sample = try Sample()
    let earlier = searchedCodes.filter { $0.code != "J449" } + [("J448", true, "Emphysema of the old kind")]
    try sample.register([
      SeriesRelease("y1", "2023-10-01", earlier.sorted { $0.code < $1.code }),
      SeriesRelease("y2", "2024-10-01", searchedCodes),
    ])
    let procedures = searchedProcedures.enumerated().map { place, code in
      orderLine(place + 1, code.code, isBillable: true, code.title)
    }
    try Data(orderFile(procedures)).write(to: sample.inputs.appending(path: "pcs.txt"))
    try Data(searchedIndex.utf8).write(to: sample.inputs.appending(path: "index.xml"))
    try Data(searchedNotes.utf8).write(to: sample.inputs.appending(path: "tabular.xml"))
    var rows = try String(contentsOf: sample.registry, encoding: .utf8)
    rows += """
      icd10cm,y2,2024-10-01,,index,icd10cm-index,index.xml
      icd10cm,y2,2024-10-01,,tabular,icd10cm-tabular,tabular.xml
      icd10pcs,p1,2024-10-01,,codes,cms-order,pcs.txt

      """
    try Data(rows.utf8).write(to: sample.registry)
    try sample.codeset(["build", "--quiet"] + everyProduct).succeeded()
    return sample
  }
}

private let searchedCodes: [(code: String, isBillable: Bool, title: String)] = [
  ("A00", false, "Cholera"), ("A000", true, "Cholera due to Vibrio cholerae 01, biovar cholerae"),
  ("A001", true, "Cholera due to Vibrio cholerae 01, biovar eltor"), ("A009", true, "Cholera, unspecified"),
  ("D64", false, "Other anemias"), ("D648", true, "Other specified anemias"),
  ("D649", true, "Anemia, unspecified"),
  ("E11", false, "Type 2 diabetes mellitus"),
  ("E118", true, "Type 2 diabetes mellitus with unspecified complications"),
  ("E119", true, "Type 2 diabetes mellitus without complications"),
  ("G90", true, "Morbus alba"), ("I20", false, "Angina pectoris"), ("I200", true, "Unstable angina"),
  ("I209", true, "Angina pectoris, unspecified"),
  ("I21", false, "Acute myocardial infarction"),
  ("I213", true, "ST elevation (STEMI) myocardial infarction of unspecified site"),
  ("I219", true, "Acute myocardial infarction, unspecified"),
  ("J44", false, "Other chronic obstructive pulmonary disease"),
  ("J449", true, "Chronic obstructive pulmonary disease, unspecified"),
  ("K37", true, "Unspecified appendicitis"), ("L03", false, "Cellulitis"),
  ("L039", true, "Cellulitis, unspecified"),
  ("M17", false, "Osteoarthritis of knee"), ("M170", true, "Bilateral primary osteoarthritis of knee"),
  ("M171", false, "Unilateral primary osteoarthritis of knee"),
  ("M1710", true, "Unilateral primary osteoarthritis, unspecified knee"),
  ("M1711", true, "Unilateral primary osteoarthritis, right knee"),
  ("M1712", true, "Unilateral primary osteoarthritis, left knee"),
  ("N40", false, "Benign prostatic hyperplasia"),
  ("N400", true, "Benign prostatic hyperplasia without lower urinary tract symptoms"),
  ("N401", true, "Benign prostatic hyperplasia with lower urinary tract symptoms"),
  ("O14", false, "Pre-eclampsia"), ("O149", false, "Unspecified pre-eclampsia"),
  ("O1490", true, "Unspecified pre-eclampsia, unspecified trimester"),
  ("O1492", true, "Unspecified pre-eclampsia, second trimester"),
  ("O1493", true, "Unspecified pre-eclampsia, third trimester"),
  ("R07", false, "Pain in throat and chest"), ("R079", true, "Chest pain, unspecified"),
  ("R10", false, "Abdominal and pelvic pain"), ("R109", true, "Unspecified abdominal pain"),
  ("T81", false, "Complications of procedures, not elsewhere classified"),
  ("T819", true, "Retained appendix after resection of appendix"),
]

private let searchedProcedures = [
  (code: "0DTJ0ZZ", title: "Resection of Appendix, Open Approach"),
  (code: "0DTJ4ZZ", title: "Resection of Appendix, Percutaneous Endoscopic Approach"),
  (code: "BW40ZZZ", title: "Ultrasonography of Abdomen with chest pain protocol"),
]

/// In the form of the publisher's index.
private let searchedIndex = """
  <?xml version="1.0" encoding="utf-8"?>
  <ICD10CM.index><version>2025</version><title>ICD-10-CM INDEX TO DISEASES</title>
  <letter><title>A</title>
  <mainTerm><title>Attack, attacks</title>
  <term level="1"><title>heart</title><see>Infarct, myocardium</see></term></mainTerm>
  </letter><letter><title>I</title>
  <mainTerm><title>Infarct, infarction</title>
  <term level="1"><title>impending</title><nemod>(myocardium)</nemod><code>I20.0</code></term>
  <term level="1"><title>myocardium, myocardial</title><nemod>(acute)</nemod><code>I21.9</code></term></mainTerm>
  <mainTerm><title>Phlegmon</title><nemod>(diffuse)</nemod><see>Cellulitis</see></mainTerm>
  <mainTerm><title>Cellulitis</title><code>L03.-</code></mainTerm>
  </letter></ICD10CM.index>
  """

/// In the form of the publisher's tabular list.
private let searchedNotes = """
  <?xml version="1.0" encoding="utf-8"?>
  <ICD10CM.tabular>
    <version>2025</version>
    <chapter><name>6</name><desc>Diseases of the heart (A00-T99)</desc>
      <section id="A00-T99"><desc>All of them (A00-T99)</desc>
        <diag><name>I20</name><desc>Angina pectoris</desc>
          <diag><name>I20.9</name><desc>Angina pectoris, unspecified</desc>
            <inclusionTerm><note>Stenocardia</note><note>Morbus alba</note></inclusionTerm></diag></diag>
      </section></chapter>
  </ICD10CM.tabular>
  """
