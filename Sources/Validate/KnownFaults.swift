/// The faults of published releases that the program accepts, each seen in the file itself.
public let knownFaults: [Exemption] = [
  Exemption(
    system: "icd10cm", releases: ["fy2016", "fy2017", "fy2018"], rule: "title-spacing",
    codes: [
      "J8484", "J84848", "K435", "M5001", "M5011", "M5021", "M5031", "M5081", "M5091", "M8662", "M86621",
      "M86622", "M86629", "M968", "Q6689", "T464X", "T50A2", "T8111", "T8111XA", "T8111XD", "T8111XS",
      "Y92000",
    ],
    reason: "printed with a stray blank in the order files of FY2016 to FY2018; mended in FY2019"),
  Exemption(
    system: "icd10cm", releases: ["fy2017", "fy2018"], rule: "title-spacing",
    codes: [
      "I9764", "M26621", "P044", "S99101", "S99101A", "S99101B", "S99101D", "S99101G", "S99101K", "S99101P",
      "S99101S", "S99132", "S99132A", "S99132B", "S99132D", "S99132G", "S99132K", "S99132P", "S99132S",
    ],
    reason: "printed with a stray blank in the order files of FY2017 and FY2018; mended in FY2019"),
  Exemption(
    system: "icd10cm", releases: ["fy2017"], rule: "title-spacing", codes: ["Z05"],
    reason: "printed with a doubled blank in the order file of FY2017; mended in FY2018"),
  Exemption(
    system: "icd10cm", releases: ["fy2018"], rule: "title-spacing", codes: ["H54414", "N630"],
    reason: "printed with a doubled blank in the order file of FY2018; mended in FY2019"),
  Exemption(
    system: "icd10cm", releases: ["fy2023-april"], rule: "title-spacing", codes: ["Y0745"],
    reason: "printed with a doubled blank in the order file of April 2023; mended in FY2024"),
  Exemption(
    system: "icd10cm", releases: ["fy2024", "fy2024-april", "fy2025", "fy2025-april"], rule: "title-spacing",
    codes: ["W44G"], reason: "printed with a doubled blank in the order files since FY2024"),
  Exemption(
    system: "icd10pcs",
    releases: [
      "fy2016", "fy2017", "fy2018", "fy2019", "fy2020", "fy2021-january", "fy2022-april", "fy2023-april",
      "fy2024-april", "fy2025",
    ], rule: "title-spacing", codes: ["BT1G0ZZ", "BT1G1ZZ", "BT1GYZZ"],
    reason: "printed with a doubled blank in every order file of ICD-10-PCS"),
  Exemption(
    system: "icd10pcs", releases: ["fy2017", "fy2018"], rule: "title-spacing", codes: ["X2A"],
    reason: "printed with a trailing blank in the order files of FY2017 and FY2018; mended in FY2019"),
]
