import CodeSetModel

/// The words by which titles name the values of the axes, for medical coders to read and extend.
///
/// Matching ignores case and punctuation ("bundle-branch" is two words) and the word "the". In a phrase,
/// square brackets hold the words that carry the value; what is outside them only has to be there too. `^` is the
/// beginning of the title, a comma before a word the beginning of a clause, and `...` any words after the beginning.
/// `_` in a name stands for "right" or "left".
package enum AxisVocabulary {
  static let trimesters: [AxisPhrase] = [
    AxisPhrase("[first trimester]", "trimester", "first"),
    AxisPhrase("[second trimester]", "trimester", "second"),
    AxisPhrase("[third trimester]", "trimester", "third"),
    AxisPhrase("[unspecified trimester]", "trimester", "unspecified"),
  ]

  static let encounters: [AxisPhrase] = [
    AxisPhrase("[initial encounter for fracture]", "encounter", "initial"),
    AxisPhrase("[initial encounter]", "encounter", "initial"),
    AxisPhrase("[subsequent encounter for fracture]", "encounter", "subsequent"),
    AxisPhrase("[subsequent encounter]", "encounter", "subsequent"),
    AxisPhrase("[sequela]", "encounter", "sequela"),
  ]

  /// Read after an encounter only: a title may be about a nonunion in itself.
  static let fractures: [AxisPhrase] = [
    AxisPhrase("encounter [for open fracture type I or II]", "fracture", "open-I-II"),
    AxisPhrase("encounter [for open fracture type IIIA IIIB or IIIC]", "fracture", "open-III"),
    AxisPhrase("encounter [for open fracture]", "fracture", "open"),
    AxisPhrase("encounter [for closed fracture]", "fracture", "closed"),
    AxisPhrase("[with routine healing]", "healing", "routine"),
    AxisPhrase("[with delayed healing]", "healing", "delayed"),
    AxisPhrase("[with nonunion]", "healing", "nonunion"),
    AxisPhrase("[with malunion]", "healing", "malunion"),
  ]

  static let fetuses: [AxisPhrase] = [
    AxisPhrase("[fetus 1]", "fetus", "1"),
    AxisPhrase("[fetus 2]", "fetus", "2"),
    AxisPhrase("[fetus 3]", "fetus", "3"),
    AxisPhrase("[fetus 4]", "fetus", "4"),
    AxisPhrase("[fetus 5]", "fetus", "5"),
    AxisPhrase("[other fetus]", "fetus", "other"),
    AxisPhrase("[not applicable or unspecified]", "fetus", "not_applicable_or_unspecified"),
  ]

  /// "Poisoning by" belongs to the phrase, so that the six intents of a substance are one family. "Adverse effect of"
  /// begins a title: "Poisoning by, adverse effect of and underdosing of penicillins" names several. "Perpetrator of
  /// assault" and "history of self-harm" tell of an event, and are no intent of the code.
  static let intents: [AxisPhrase] = [
    AxisPhrase("[poisoning by] ... [accidental (unintentional)]", "intent", "accidental"),
    AxisPhrase("[accidental (unintentional)]", "intent", "accidental"),
    AxisPhrase(", [accidental]", "intent", "accidental"),
    AxisPhrase("^[accidental]", "intent", "accidental"),
    AxisPhrase("cause of [accidental]", "intent", "accidental"),
    AxisPhrase(
      "accidental puncture", no: "intent", "A complication of a procedure (K91.71, N99.71; ICD-9-CM 998.2)."),
    AxisPhrase(
      "accidental cut puncture perforation", no: "intent",
      "A complication of a procedure (ICD-9-CM E870.0)."),
    AxisPhrase("[poisoning by] ... [intentional self-harm]", "intent", "self_harm"),
    AxisPhrase(", [intentional self-harm]", "intent", "self_harm"),
    AxisPhrase("^[intentional self-harm by]", "intent", "self_harm"),
    AxisPhrase("^other [intentional self-harm by]", "intent", "self_harm"),
    AxisPhrase("[poisoning by] ... , [assault]", "intent", "assault"),
    AxisPhrase(", [assault]", "intent", "assault"),
    AxisPhrase("^[assault by]", "intent", "assault"),
    AxisPhrase("^other [assault by]", "intent", "assault"),
    AxisPhrase("[poisoning by] ... , [undetermined]", "intent", "undetermined"),
    AxisPhrase(", [undetermined intent]", "intent", "undetermined"),
    AxisPhrase(", [undetermined]", "intent", "undetermined"),
    AxisPhrase("^[adverse effect of]", "intent", "adverse_effect"),
    AxisPhrase("^[underdosing of]", "intent", "underdosing"),
  ]

  static var phrases: [AxisPhrase] { trimesters + encounters + fractures + fetuses + intents }

  /// Words that are an episode only where the category sets them against each other in parallel titles:
  /// "Anemia complicating pregnancy", "... complicating childbirth", "... complicating the puerperium".
  static let episodes: [(word: String, episode: Episode)] = [
    ("pregnancy", .pregnancy), ("childbirth", .childbirth), ("labor", .childbirth),
    ("puerperium", .puerperium),
  ]

  static let sides: [(word: String, side: Laterality)] = [
    ("right", .right), ("left", .left), ("bilateral", .bilateral), ("unilateral", .unilateral),
    ("both", .bilateral),
  ]

  /// Organs of which there are two: "one eye" is unilateral, "one eye, ... other eye" is both.
  static let pairedOrgans = ["eye", "ear"]

  /// Code sets whose titles name the side of a body part and of what it is joined to ("Bypass Right Ureter
  /// to Left Ureter"): the first side is the body part's and so the code's. Elsewhere two different sides
  /// are two findings, and the code is bilateral.
  static let bodyPartFirstSystems = ["icd10pcs"]

  /// Nouns after "unspecified" that leave open which place or tissue it is, and not which side: "unspecified
  /// joint", "unspecified quadrant", "unspecified bone of limb". A title that differs from another in this
  /// word and a side alone ("unspecified bone", "right bone") would still leave the side open.
  static let places = [
    "site", "sites", "part", "parts", "region", "quadrant", "area", "level", "joint", "joints", "bone",
    "bones", "artery", "arteries", "vein", "veins", "vessel", "vessels", "nerve", "nerves", "muscle",
    "muscles", "tendon", "tendons", "ligament", "ligaments",
  ]

  /// Limbs and parts of limbs. An unspecified one leaves the side open also where the titles beside it name
  /// the side of another: "unspecified limb" beside "right arm" (D17.20), "unspecified lower leg" beside
  /// "right tibia" (M89.269), "hip, unspecified" beside "right femur" (M84.359).
  static let limbs = [
    "limb", "limbs", "extremity", "extremities", "arm", "forearm", "hand", "leg", "foot", "shoulder",
    "elbow", "wrist", "hip", "thigh", "knee", "ankle",
  ]

  /// "Unspecified finger" leaves the side open wherever its category says which finger of which hand.
  static let digits = ["finger", "fingers", "toe", "toes"]

  /// The title of the category that counts the weeks of a pregnancy (Z3A).
  static let weeksCategory = "weeks of gestation"
  /// Completed weeks at which the second and the third trimester begin (ICD-10-CM, chapter 15).
  static let secondTrimesterWeek = 14
  static let thirdTrimesterWeek = 28

  /// Where a word of side is no side. Each declaration has a reason, and codes whose titles it matches.
  package static let namesOfNoSide: [NameOfNoSide] = [
    NameOfNoSide(
      [
        "_ heart", "_ sided heart", "_ and _ heart", "_ ventricle", "_ ventricular", "_ atrium", "_ atrial",
        "_ atrioventricular",
      ],
      "The heart is one organ: its chambers and sides are single structures (I50.1, Q20.1, 02560ZZ)."),
    NameOfNoSide(["pressure bilateral"], "The pressures of both sides of the one heart (4A020N8)."),
    NameOfNoSide(
      ["_ coronary", "_ main coronary", "_ anterior descending", "_ circumflex"],
      "The coronary arteries are single arteries of one organ (I21.01, I21.02, I21.11)."),
    NameOfNoSide(
      ["_ bundle branch", "_ fascicular", "_ anterior fascicular", "_ posterior fascicular"],
      "The branches of the heart's conduction system are single structures (I44.4, I44.7, I45.10)."),
    NameOfNoSide(
      ["_ aortic arch", "_ superior vena cava"],
      "The name of a malformation of a single great vessel (Q25.47, Q26.1)."),
    NameOfNoSide(
      ["_ colon", "_ large intestine", "_ colic", "_ hemicolectomy"],
      "The colon is one organ: right and left are parts of it, and so with its arteries (S36.510, 0D5F0ZZ)."),
    NameOfNoSide(
      ["_ lobe", "_ hepatic duct", "_ thyroid gland lobe"],
      "A lobe of one organ, or its duct: liver (0F510ZZ, 0F550ZZ), thyroid (0G5H0ZZ)."),
    NameOfNoSide(["accidentally left", "patient left"], "\"Left\" is a verb (T81.500A)."),
    NameOfNoSide(["normal vision _"], "A normal side is not affected (H54.511A)."),
    NameOfNoSide(
      ["bilateral field defects"],
      "The name of a disease: half of the field of both eyes is lost (H53.461)."),
    NameOfNoSide(["unilateral neuralgiform"], "The name of a disease (G44.051)."),
    NameOfNoSide(
      ["both equal", "both liveborn", "both stillborn"],
      "\"Both\" counts fetuses or membranes (O30.831, Z37.2)."),
    NameOfNoSide(
      ["unilateral or bilateral", "bilateral or ipsilateral", "one or both"],
      "The title leaves open whether it is one side or both (HCPCS: E0675, G0278, Q4025)."),
    NameOfNoSide(["family or both"], "\"Both\" counts people (HCPCS: G9481)."),
    NameOfNoSide(["both ... and"], "\"Both\" joins two different things (I08.0, Q71.21, Z90.710)."),
  ]
}
