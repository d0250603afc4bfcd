/// The faults of published releases that the program accepts, each seen in the file itself.
package let knownFaults: [Exemption] = [
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
      "fy2024-april", "fy2025", "fy2026",
    ], rule: "title-spacing", codes: ["BT1G0ZZ", "BT1G1ZZ", "BT1GYZZ"],
    reason: "printed with a doubled blank in every order file of ICD-10-PCS"),
  Exemption(
    system: "icd10cm", releases: ["fy2017"], rule: "unexplained-change", codes: ["T464X", "T50A2"],
    reason: "a leading blank of the short title, dropped in FY2017; the addenda leave it out"),
  Exemption(
    system: "icd10cm", releases: ["fy2018"], rule: "unexplained-change",
    codes: [
      "H353113", "H353114", "H353123", "H353124", "H353133", "H353134", "H353193", "H353194", "P03810",
      "P03819", "R9341", "Z057",
    ],
    reason: "another abbreviation in the short title alone; the addenda of FY2018 leave it out"),
  Exemption(
    system: "icd10cm", releases: ["fy2022"], rule: "unexplained-change", codes: ["Z6830", "Z6841"],
    reason: "a blank after \"[BMI]\", printed since FY2022; the addenda leave it out"),
  Exemption(
    system: "icd10cm", releases: ["fy2024"], rule: "unexplained-change", codes: ["Y0745"],
    reason: "the doubled blank of April 2023, mended in FY2024; the addenda leave it out"),
  Exemption(
    system: "icd9cm", releases: ["v27"], rule: "title-spacing", count: 72,
    reason: "printed with doubled blanks in the CSV file of version 27; mended by version 32"),
  Exemption(
    system: "icd9pcs", releases: ["v27"], rule: "title-spacing", count: 2,
    reason: "printed with doubled blanks in the CSV file of version 27; mended by version 32"),
  Exemption(
    system: "icd10pcs", releases: ["fy2022-april"], rule: "footer-missing",
    reason: "the addenda in the zip of April 2022 end with their rows; they are relative to FY2022 of October"
  ),
  Exemption(
    system: "hcpcs", releases: ["2018", "2019"], rule: "title-spacing",
    codes: [
      "A4221", "C8903", "C8906", "C9738", "G0108", "G0490", "G0492", "G0502", "G0503", "G0504", "G0505",
      "G3", "G8126", "G8992", "G9481", "G9482", "G9483", "G9484", "G9485", "G9486", "G9487", "G9488",
      "G9489", "G9490", "G9667", "G9678", "G9703", "G9712", "G9776", "G9909", "G9911", "G9916", "G9927",
      "G9943", "G9944", "G9945", "J0150", "K2", "K3", "L3760", "L5668", "S3620", "TC",
    ],
    reason: "printed with a doubled blank in the files of 2018 and 2019"),
  Exemption(
    system: "hcpcs", releases: ["2018"], rule: "title-spacing",
    codes: [
      "G9431"
    ],
    reason: "printed with a doubled blank in the file of 2018; mended, or gone, in 2019"),
  Exemption(
    system: "hcpcs", releases: ["2019"], rule: "title-spacing",
    codes: [
      "C9751", "C9754", "G8667", "G8668", "G9429", "G9530", "G9532", "G9628", "G9873", "G9874", "G9875",
      "G9876", "G9877", "G9878", "G9879", "G9880", "G9881", "G9882", "G9883", "G9884", "G9885", "G9890",
      "G9891", "G9978", "G9979", "G9980", "G9981", "G9982", "G9984", "G9985", "G9987",
    ],
    reason: "printed with a doubled blank in the file of 2019"),
  Exemption(
    system: "hcpcs", releases: ["2018"], rule: "group-date",
    codes: ["C9488", "C9745", "C9746", "C9747", "C9748"],
    reason: "the date is printed two columns to the left in the file of 2018; mended in 2019"),
]

/// The files in which the known faults were seen, by their SHA-256.
let faultyFiles = [
  "icd10cm fy2016": "fb7f9b15834da6a74c4dd649df009cdef5bd0fae607feaa2977d2c23077556a2",
  "icd10cm fy2017": "b406779f090a79debf39f828601da6c6d0c709f9ba317e299ff679f183207f5b",
  "icd10cm fy2018": "9be0496f74887b563029569579ca345d091c31547cc81973e3725a212d0cce78",
  "icd10cm fy2022": "bab2b3b041cf4b999f8380f3198c1dd6ca404ba7d5513ec60efc813a97f7c214",
  "icd10cm fy2023-april": "ec693d01f562e83eaf20c2b73bba3b32e5591e8fe42f9b74e85b3c6ead0feacb",
  "icd10cm fy2024": "a3f3d21bfced02ce422699dbc10b952594783b12674bd2c133e8221ba3b5c260",
  "icd10cm fy2024-april": "e02044ee1e6b1ac9612653607eb349fe58fc4740347cb322da973860f110a59c",
  "icd10cm fy2025": "4f6c65f0034736d2b02fa9eb1128aab564fa673dd4d99363f8b2167af3994816",
  "icd10cm fy2025-april": "9a15549b51254e46cdd482ba7d9747921070ed6070af7df4a6052978800a8767",
  "icd9cm v27": "726945b9c5cccedafee3d67adb4262a78bdf3756a684268ee82b2e73585f072a",
  "icd9pcs v27": "ef47c13dbe3ef8132abb5edf28d22df69780d93e6213f9d9cf38e3d860cc5bfa",
  "icd10pcs fy2016": "9f3af070b4428b5d9496bc893e6cf31da6a65f95c07c54924588670789380179",
  "icd10pcs fy2017": "ad90bc25cb49d08adf5f67d5cc5cff4b033db810f306d7338703bc4bf32ba1d2",
  "icd10pcs fy2018": "210935ee3ebaa396a1ebfee22b0b010dbb38fda7cdea4754040ca49a040cd3a0",
  "icd10pcs fy2019": "9d51328f1b0176edeb2a90701c2e5d5fc984637b4480d83fc0a4cc8a569d5845",
  "icd10pcs fy2020": "55cc9555df3f95c1a4928c6389dda1646e477c1d9f1b33e4b740960c169db9de",
  "icd10pcs fy2021-january": "59c5ba3c6601a6f759b0110bfd9b4fdee8eb556462fcf661a823518ff90f2a93",
  "icd10pcs fy2022-april": "ffd6558150e9599f3995431b6a6e36e58285bfb0984b062fcdcd0dba86a922f2",
  "icd10pcs fy2023-april": "069062ca36cb8ea0b4803f4ed4668df653f07fd0843f5f28ef81b6a4dce2f653",
  "icd10pcs fy2024-april": "2b311e4fa3ac59ffe7b020cf0e05000ec035d1cfdf6a9ec7664eb74b82190253",
  "icd10pcs fy2025": "3534c5f6ec23d1179d960683feb24137a4c163c7b91aa45a1ad889c042f7027a",
  "icd10pcs fy2026": "64e37e6060bfd9eca74d9973be28fdf570b40f87a3a855bd078eb343dd0e594e",
  "hcpcs 2018": "30f32f3c333e5265f715af93b610c3d7a8edff0634c005f847e3d9bbf7b8920d",
  "hcpcs 2019": "c8e38e89b9b4d47dd81bea6924b8e9005f3494a89234fe28b534a7c17c3c6f12",
]
