/// Three releases in which everything happens that can: codes come, go, come back, are retitled, become headers
/// or billable, and a code is in force before the first release that prints it.
package let choleraSeries = [
  SeriesRelease(
    "y1", "2020-10-01",
    [
      ("A00", false, "Cholera"), ("A000", true, "Cholera, old form"), ("A001", true, "Cholera due to eltor"),
      ("A005", true, "Cholera that comes and goes"), ("A009", true, "Cholera, unspecified"),
      ("H81", false, "Disorders of vestibular function"), ("H814", false, "Vertigo of central origin"),
      ("H8141", true, "Vertigo of central origin, right ear"),
      ("H8142", true, "Vertigo of central origin, left ear"),
      ("M25", false, "Other joint disorder"), ("M2551", false, "Pain in shoulder"),
      ("M25511", true, "Pain in right shoulder"), ("M25512", true, "Pain in left shoulder"),
    ]),
  SeriesRelease(
    "y2", "2021-10-01",
    [
      ("A00", false, "Cholera"), ("A001", true, "Cholera due to biovar eltor"),
      ("A002", true, "Cholera, newer form"), ("A003", true, "Cholera, other form"),
      ("A009", true, "Cholera, unspecified"), ("H81", false, "Disorders of vestibular function"),
      ("H814", true, "Vertigo of central origin"), ("M25", false, "Other joint disorder"),
      ("M2551", false, "Pain in shoulder"), ("M25511", true, "Pain in right shoulder"),
      ("M25512", true, "Pain in left shoulder"), ("M25519", true, "Pain in unspecified shoulder"),
    ]),
  SeriesRelease(
    "y3", "2022-10-01",
    [
      ("A00", false, "Cholera"), ("A001", true, "Cholera due to eltor"),
      ("A003", true, "Cholera, other form"),
      ("A004", true, "Cholera, newest form"), ("A005", true, "Cholera that comes and goes"),
      ("A009", false, "Cholera, unspecified"), ("A0090", true, "Cholera, unspecified, mild"),
      ("A009A", true, "Cholera, unspecified, severe"), ("H81", false, "Disorders of vestibular function"),
      ("H814", true, "Vertigo of central origin"), ("M25", false, "Other joint disorder"),
      ("M2551", false, "Pain in shoulder"), ("M25511", true, "Pain in right shoulder"),
      ("M25512", true, "Pain in left shoulder"), ("M25519", true, "Pain in unspecified shoulder"),
      ("U07", false, "Emergency use of U07"), ("U071", true, "COVID-19"),
    ],
    conversion: [
      "A00.2,2021,A00.0", "A00.3,2021,A00.0", "A00.4,2022,A00.2", "A00.0,2020,A00.2", "A00.90,2022,A00.9",
      "A00.9A,2022,None", "H81.4,2021,H81.41-H81.42", "U07.1,2022-04-01,A00.9",
    ]),
]
