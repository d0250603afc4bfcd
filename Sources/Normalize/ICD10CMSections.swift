import CodeSetModel

/// The chapters and blocks of ICD-10-CM, from the sections of the tabular list.
///
/// Ranges and titles are those of the FY2017 tabular list, brought up to date where later releases add
/// blocks or move the end of one: I5A (FY2022), I1A and J4A (FY2024), chapter 22 (FY2021), QA0 (FY2026).
/// A category with a letter that sorts outside its block's range, as C4A does, is named there as `also`.
let icd10cmChapters: [DeclaredSection] = [
  chapter(
    "1", "A00-B99", "Certain infectious and parasitic diseases",
    [
      block("A00-A09", "Intestinal infectious diseases"),
      block("A15-A19", "Tuberculosis"),
      block("A20-A28", "Certain zoonotic bacterial diseases"),
      block("A30-A49", "Other bacterial diseases"),
      block("A50-A64", "Infections with a predominantly sexual mode of transmission"),
      block("A65-A69", "Other spirochetal diseases"),
      block("A70-A74", "Other diseases caused by chlamydiae"),
      block("A75-A79", "Rickettsioses"),
      block("A80-A89", "Viral and prion infections of the central nervous system"),
      block("A90-A99", "Arthropod-borne viral fevers and viral hemorrhagic fevers"),
      block("B00-B09", "Viral infections characterized by skin and mucous membrane lesions"),
      block("B10", "Other human herpesviruses"),
      block("B15-B19", "Viral hepatitis"),
      block("B20", "Human immunodeficiency virus [HIV] disease"),
      block("B25-B34", "Other viral diseases"),
      block("B35-B49", "Mycoses"),
      block("B50-B64", "Protozoal diseases"),
      block("B65-B83", "Helminthiases"),
      block("B85-B89", "Pediculosis, acariasis and other infestations"),
      block("B90-B94", "Sequelae of infectious and parasitic diseases"),
      block("B95-B97", "Bacterial and viral infectious agents"),
      block("B99", "Other infectious diseases"),
    ]),
  chapter(
    "2", "C00-D49", "Neoplasms",
    [
      block(
        "C00-C96", "Malignant neoplasms",
        [
          block(
            "C00-C75",
            "Malignant neoplasms, stated or presumed to be primary (of specified sites), and certain "
              + "specified histologies, except neuroendocrine, and of lymphoid, hematopoietic and "
              + "related tissue",
            [
              block("C00-C14", "Malignant neoplasms of lip, oral cavity and pharynx"),
              block("C15-C26", "Malignant neoplasms of digestive organs"),
              block("C30-C39", "Malignant neoplasms of respiratory and intrathoracic organs"),
              block("C40-C41", "Malignant neoplasms of bone and articular cartilage"),
              block("C43-C44", "Melanoma and other malignant neoplasms of skin", also: ["C4A"]),
              block("C45-C49", "Malignant neoplasms of mesothelial and soft tissue"),
              block("C50", "Malignant neoplasms of breast"),
              block("C51-C58", "Malignant neoplasms of female genital organs"),
              block("C60-C63", "Malignant neoplasms of male genital organs"),
              block("C64-C68", "Malignant neoplasms of urinary tract"),
              block("C69-C72", "Malignant neoplasms of eye, brain and other parts of central nervous system"),
              block("C73-C75", "Malignant neoplasms of thyroid and other endocrine glands"),
            ]),
          block("C76-C80", "Malignant neoplasms of ill-defined, other secondary and unspecified sites"),
          block("C7A", "Malignant neuroendocrine tumors"),
          block("C7B", "Secondary neuroendocrine tumors"),
          block("C81-C96", "Malignant neoplasms of lymphoid, hematopoietic and related tissue"),
        ]),
      block("D00-D09", "In situ neoplasms"),
      block("D10-D36", "Benign neoplasms, except benign neuroendocrine tumors"),
      block("D37-D48", "Neoplasms of uncertain behavior, polycythemia vera and myelodysplastic syndromes"),
      block("D3A", "Benign neuroendocrine tumors"),
      block("D49", "Neoplasms of unspecified behavior"),
    ]),
  chapter(
    "3", "D50-D89",
    "Diseases of the blood and blood-forming organs and certain disorders involving the immune "
      + "mechanism",
    [
      block("D50-D53", "Nutritional anemias"),
      block("D55-D59", "Hemolytic anemias"),
      block("D60-D64", "Aplastic and other anemias and other bone marrow failure syndromes"),
      block("D65-D69", "Coagulation defects, purpura and other hemorrhagic conditions"),
      block("D70-D77", "Other disorders of blood and blood-forming organs"),
      block("D78", "Intraoperative and postprocedural complications of the spleen"),
      block("D80-D89", "Certain disorders involving the immune mechanism"),
    ]),
  chapter(
    "4", "E00-E89", "Endocrine, nutritional and metabolic diseases",
    [
      block("E00-E07", "Disorders of thyroid gland"),
      block("E08-E13", "Diabetes mellitus"),
      block("E15-E16", "Other disorders of glucose regulation and pancreatic internal secretion"),
      block("E20-E35", "Disorders of other endocrine glands"),
      block("E36", "Intraoperative complications of endocrine system"),
      block("E40-E46", "Malnutrition"),
      block("E50-E64", "Other nutritional deficiencies"),
      block("E65-E68", "Overweight, obesity and other hyperalimentation"),
      block("E70-E88", "Metabolic disorders"),
      block(
        "E89",
        "Postprocedural endocrine and metabolic complications and disorders, not elsewhere "
          + "classified"),
    ]),
  chapter(
    "5", "F01-F99", "Mental, Behavioral and Neurodevelopmental disorders",
    [
      block("F01-F09", "Mental disorders due to known physiological conditions"),
      block("F10-F19", "Mental and behavioral disorders due to psychoactive substance use"),
      block("F20-F29", "Schizophrenia, schizotypal, delusional, and other non-mood psychotic disorders"),
      block("F30-F39", "Mood [affective] disorders"),
      block(
        "F40-F48",
        "Anxiety, dissociative, stress-related, somatoform and other nonpsychotic mental disorders"),
      block(
        "F50-F59", "Behavioral syndromes associated with physiological disturbances and physical factors"),
      block("F60-F69", "Disorders of adult personality and behavior"),
      block("F70-F79", "Intellectual disabilities"),
      block("F80-F89", "Pervasive and specific developmental disorders"),
      block(
        "F90-F98",
        "Behavioral and emotional disorders with onset usually occurring in childhood and "
          + "adolescence"),
      block("F99", "Unspecified mental disorder"),
    ]),
  chapter(
    "6", "G00-G99", "Diseases of the nervous system",
    [
      block("G00-G09", "Inflammatory diseases of the central nervous system"),
      block("G10-G14", "Systemic atrophies primarily affecting the central nervous system"),
      block("G20-G26", "Extrapyramidal and movement disorders"),
      block("G30-G32", "Other degenerative diseases of the nervous system"),
      block("G35-G37", "Demyelinating diseases of the central nervous system"),
      block("G40-G47", "Episodic and paroxysmal disorders"),
      block("G50-G59", "Nerve, nerve root and plexus disorders"),
      block("G60-G65", "Polyneuropathies and other disorders of the peripheral nervous system"),
      block("G70-G73", "Diseases of myoneural junction and muscle"),
      block("G80-G83", "Cerebral palsy and other paralytic syndromes"),
      block("G89-G99", "Other disorders of the nervous system"),
    ]),
  chapter(
    "7", "H00-H59", "Diseases of the eye and adnexa",
    [
      block("H00-H05", "Disorders of eyelid, lacrimal system and orbit"),
      block("H10-H11", "Disorders of conjunctiva"),
      block("H15-H22", "Disorders of sclera, cornea, iris and ciliary body"),
      block("H25-H28", "Disorders of lens"),
      block("H30-H36", "Disorders of choroid and retina"),
      block("H40-H42", "Glaucoma"),
      block("H43-H44", "Disorders of vitreous body and globe"),
      block("H46-H47", "Disorders of optic nerve and visual pathways"),
      block("H49-H52", "Disorders of ocular muscles, binocular movement, accommodation and refraction"),
      block("H53-H54", "Visual disturbances and blindness"),
      block("H55-H57", "Other disorders of eye and adnexa"),
      block(
        "H59",
        "Intraoperative and postprocedural complications and disorders of eye and adnexa, not "
          + "elsewhere classified"),
    ]),
  chapter(
    "8", "H60-H95", "Diseases of the ear and mastoid process",
    [
      block("H60-H62", "Diseases of external ear"),
      block("H65-H75", "Diseases of middle ear and mastoid"),
      block("H80-H83", "Diseases of inner ear"),
      block("H90-H94", "Other disorders of ear"),
      block(
        "H95",
        "Intraoperative and postprocedural complications and disorders of ear and mastoid process, "
          + "not elsewhere classified"),
    ]),
  chapter(
    "9", "I00-I99", "Diseases of the circulatory system",
    [
      block("I00-I02", "Acute rheumatic fever"),
      block("I05-I09", "Chronic rheumatic heart diseases"),
      block("I10-I1A", "Hypertensive diseases"),
      block("I20-I25", "Ischemic heart diseases"),
      block("I26-I28", "Pulmonary heart disease and diseases of pulmonary circulation"),
      block("I30-I5A", "Other forms of heart disease"),
      block("I60-I69", "Cerebrovascular diseases"),
      block("I70-I79", "Diseases of arteries, arterioles and capillaries"),
      block("I80-I89", "Diseases of veins, lymphatic vessels and lymph nodes, not elsewhere classified"),
      block("I95-I99", "Other and unspecified disorders of the circulatory system"),
    ]),
  chapter(
    "10", "J00-J99", "Diseases of the respiratory system",
    [
      block("J00-J06", "Acute upper respiratory infections"),
      block("J09-J18", "Influenza and pneumonia"),
      block("J20-J22", "Other acute lower respiratory infections"),
      block("J30-J39", "Other diseases of upper respiratory tract"),
      block("J40-J4A", "Chronic lower respiratory diseases"),
      block("J60-J70", "Lung diseases due to external agents"),
      block("J80-J84", "Other respiratory diseases principally affecting the interstitium"),
      block("J85-J86", "Suppurative and necrotic conditions of the lower respiratory tract"),
      block("J90-J94", "Other diseases of the pleura"),
      block(
        "J95",
        "Intraoperative and postprocedural complications and disorders of respiratory system, not "
          + "elsewhere classified"),
      block("J96-J99", "Other diseases of the respiratory system"),
    ]),
  chapter(
    "11", "K00-K95", "Diseases of the digestive system",
    [
      block("K00-K14", "Diseases of oral cavity and salivary glands"),
      block("K20-K31", "Diseases of esophagus, stomach and duodenum"),
      block("K35-K38", "Diseases of appendix"),
      block("K40-K46", "Hernia"),
      block("K50-K52", "Noninfective enteritis and colitis"),
      block("K55-K64", "Other diseases of intestines"),
      block("K65-K68", "Diseases of peritoneum and retroperitoneum"),
      block("K70-K77", "Diseases of liver"),
      block("K80-K87", "Disorders of gallbladder, biliary tract and pancreas"),
      block("K90-K95", "Other diseases of the digestive system"),
    ]),
  chapter(
    "12", "L00-L99", "Diseases of the skin and subcutaneous tissue",
    [
      block("L00-L08", "Infections of the skin and subcutaneous tissue"),
      block("L10-L14", "Bullous disorders"),
      block("L20-L30", "Dermatitis and eczema"),
      block("L40-L45", "Papulosquamous disorders"),
      block("L49-L54", "Urticaria and erythema"),
      block("L55-L59", "Radiation-related disorders of the skin and subcutaneous tissue"),
      block("L60-L75", "Disorders of skin appendages"),
      block("L76", "Intraoperative and postprocedural complications of skin and subcutaneous tissue"),
      block("L80-L99", "Other disorders of the skin and subcutaneous tissue"),
    ]),
  chapter(
    "13", "M00-M99", "Diseases of the musculoskeletal system and connective tissue",
    [
      block(
        "M00-M25", "Arthropathies",
        [
          block("M00-M02", "Infectious arthropathies"),
          block("M04", "Autoinflammatory syndromes"),
          block("M05-M14", "Inflammatory polyarthropathies", also: ["M1A"]),
          block("M15-M19", "Osteoarthritis"),
          block("M20-M25", "Other joint disorders"),
        ]),
      block("M26-M27", "Dentofacial anomalies [including malocclusion] and other disorders of jaw"),
      block("M30-M36", "Systemic connective tissue disorders"),
      block(
        "M40-M54", "Dorsopathies",
        [
          block("M40-M43", "Deforming dorsopathies"),
          block("M45-M49", "Spondylopathies"),
          block("M50-M54", "Other dorsopathies"),
        ]),
      block(
        "M60-M79", "Soft tissue disorders",
        [
          block("M60-M63", "Disorders of muscles"),
          block("M65-M67", "Disorders of synovium and tendon"),
          block("M70-M79", "Other soft tissue disorders"),
        ]),
      block(
        "M80-M94", "Osteopathies and chondropathies",
        [
          block("M80-M85", "Disorders of bone density and structure"),
          block("M86-M90", "Other osteopathies"),
          block("M91-M94", "Chondropathies"),
        ]),
      block("M95", "Other disorders of the musculoskeletal system and connective tissue"),
      block(
        "M96",
        "Intraoperative and postprocedural complications and disorders of musculoskeletal system, "
          + "not elsewhere classified"),
      block("M97", "Periprosthetic fracture around internal prosthetic joint"),
      block("M99", "Biomechanical lesions, not elsewhere classified"),
    ]),
  chapter(
    "14", "N00-N99", "Diseases of the genitourinary system",
    [
      block("N00-N08", "Glomerular diseases"),
      block("N10-N16", "Renal tubulo-interstitial diseases"),
      block("N17-N19", "Acute kidney failure and chronic kidney disease"),
      block("N20-N23", "Urolithiasis"),
      block("N25-N29", "Other disorders of kidney and ureter"),
      block("N30-N39", "Other diseases of the urinary system"),
      block("N40-N53", "Diseases of male genital organs"),
      block("N60-N65", "Disorders of breast"),
      block("N70-N77", "Inflammatory diseases of female pelvic organs"),
      block("N80-N98", "Noninflammatory disorders of female genital tract"),
      block(
        "N99",
        "Intraoperative and postprocedural complications and disorders of genitourinary system, "
          + "not elsewhere classified"),
    ]),
  chapter(
    "15", "O00-O9A", "Pregnancy, childbirth and the puerperium",
    [
      block("O00-O08", "Pregnancy with abortive outcome"),
      block("O09", "Supervision of high risk pregnancy"),
      block(
        "O10-O16",
        "Edema, proteinuria and hypertensive disorders in pregnancy, childbirth and the puerperium"),
      block("O20-O29", "Other maternal disorders predominantly related to pregnancy"),
      block(
        "O30-O48", "Maternal care related to the fetus and amniotic cavity and possible delivery problems"),
      block("O60-O77", "Complications of labor and delivery"),
      block("O80-O82", "Encounter for delivery"),
      block("O85-O92", "Complications predominantly related to the puerperium"),
      block("O94-O9A", "Other obstetric conditions, not elsewhere classified"),
    ]),
  chapter(
    "16", "P00-P96", "Certain conditions originating in the perinatal period",
    [
      block(
        "P00-P04",
        "Newborn affected by maternal factors and by complications of pregnancy, labor, and "
          + "delivery"),
      block("P05-P08", "Disorders of newborn related to length of gestation and fetal growth"),
      block("P09", "Abnormal findings on neonatal screening"),
      block("P10-P15", "Birth trauma"),
      block("P19-P29", "Respiratory and cardiovascular disorders specific to the perinatal period"),
      block("P35-P39", "Infections specific to the perinatal period"),
      block("P50-P61", "Hemorrhagic and hematological disorders of newborn"),
      block("P70-P74", "Transitory endocrine and metabolic disorders specific to newborn"),
      block("P76-P78", "Digestive system disorders of newborn"),
      block("P80-P83", "Conditions involving the integument and temperature regulation of newborn"),
      block("P84", "Other problems with newborn"),
      block("P90-P96", "Other disorders originating in the perinatal period"),
    ]),
  chapter(
    "17", "Q00-QA0", "Congenital malformations, deformations and chromosomal abnormalities",
    [
      block("Q00-Q07", "Congenital malformations of the nervous system"),
      block("Q10-Q18", "Congenital malformations of eye, ear, face and neck"),
      block("Q20-Q28", "Congenital malformations of the circulatory system"),
      block("Q30-Q34", "Congenital malformations of the respiratory system"),
      block("Q35-Q37", "Cleft lip and cleft palate"),
      block("Q38-Q45", "Other congenital malformations of the digestive system"),
      block("Q50-Q56", "Congenital malformations of genital organs"),
      block("Q60-Q64", "Congenital malformations of the urinary system"),
      block("Q65-Q79", "Congenital malformations and deformations of the musculoskeletal system"),
      block("Q80-Q89", "Other congenital malformations"),
      block("Q90-Q99", "Chromosomal abnormalities, not elsewhere classified"),
      block("QA0", "Neurodevelopmental disorders related to specific genetic pathogenic variants"),
    ]),
  chapter(
    "18", "R00-R99",
    "Symptoms, signs and abnormal clinical and laboratory findings, not elsewhere classified",
    [
      block("R00-R09", "Symptoms and signs involving the circulatory and respiratory systems"),
      block("R10-R19", "Symptoms and signs involving the digestive system and abdomen"),
      block("R20-R23", "Symptoms and signs involving the skin and subcutaneous tissue"),
      block("R25-R29", "Symptoms and signs involving the nervous and musculoskeletal systems"),
      block("R30-R39", "Symptoms and signs involving the genitourinary system"),
      block("R40-R46", "Symptoms and signs involving cognition, perception, emotional state and behavior"),
      block("R47-R49", "Symptoms and signs involving speech and voice"),
      block("R50-R69", "General symptoms and signs"),
      block("R70-R79", "Abnormal findings on examination of blood, without diagnosis"),
      block("R80-R82", "Abnormal findings on examination of urine, without diagnosis"),
      block(
        "R83-R89",
        "Abnormal findings on examination of other body fluids, substances and tissues, without "
          + "diagnosis"),
      block("R90-R94", "Abnormal findings on diagnostic imaging and in function studies, without diagnosis"),
      block("R97", "Abnormal tumor markers"),
      block("R99", "Ill-defined and unknown cause of mortality"),
    ]),
  chapter(
    "19", "S00-T88", "Injury, poisoning and certain other consequences of external causes",
    [
      block("S00-S09", "Injuries to the head"),
      block("S10-S19", "Injuries to the neck"),
      block("S20-S29", "Injuries to the thorax"),
      block("S30-S39", "Injuries to the abdomen, lower back, lumbar spine, pelvis and external genitals"),
      block("S40-S49", "Injuries to the shoulder and upper arm"),
      block("S50-S59", "Injuries to the elbow and forearm"),
      block("S60-S69", "Injuries to the wrist, hand and fingers"),
      block("S70-S79", "Injuries to the hip and thigh"),
      block("S80-S89", "Injuries to the knee and lower leg"),
      block("S90-S99", "Injuries to the ankle and foot"),
      block(
        "T07-T88", "Injury, poisoning and certain other consequences of external causes",
        [
          block("T07", "Injuries involving multiple body regions"),
          block("T14", "Injury of unspecified body region"),
          block("T15-T19", "Effects of foreign body entering through natural orifice"),
          block(
            "T20-T32", "Burns and corrosions",
            [
              block("T20-T25", "Burns and corrosions of external body surface, specified by site"),
              block("T26-T28", "Burns and corrosions confined to eye and internal organs"),
              block("T30-T32", "Burns and corrosions of multiple and unspecified body regions"),
            ]),
          block("T33-T34", "Frostbite"),
          block(
            "T36-T50",
            "Poisoning by, adverse effects of and underdosing of drugs, medicaments and biological "
              + "substances"),
          block("T51-T65", "Toxic effects of substances chiefly nonmedicinal as to source"),
          block("T66-T78", "Other and unspecified effects of external causes"),
          block("T79", "Certain early complications of trauma"),
          block("T80-T88", "Complications of surgical and medical care, not elsewhere classified"),
        ]),
    ]),
  chapter(
    "20", "V00-Y99", "External causes of morbidity",
    [
      block(
        "V00-X58", "Accidents",
        [
          block(
            "V00-V99", "Transport accidents",
            [
              block("V00-V09", "Pedestrian injured in transport accident"),
              block("V10-V19", "Pedal cycle rider injured in transport accident"),
              block("V20-V29", "Motorcycle rider injured in transport accident"),
              block("V30-V39", "Occupant of three-wheeled motor vehicle injured in transport accident"),
              block("V40-V49", "Car occupant injured in transport accident"),
              block("V50-V59", "Occupant of pick-up truck or van injured in transport accident"),
              block("V60-V69", "Occupant of heavy transport vehicle injured in transport accident"),
              block("V70-V79", "Bus occupant injured in transport accident"),
              block("V80-V89", "Other land transport accidents"),
              block("V90-V94", "Water transport accidents"),
              block("V95-V97", "Air and space transport accidents"),
              block("V98-V99", "Other and unspecified transport accidents"),
            ]),
          block(
            "W00-X58", "Other external causes of accidental injury",
            [
              block("W00-W19", "Slipping, tripping, stumbling and falls"),
              block("W20-W49", "Exposure to inanimate mechanical forces"),
              block("W50-W64", "Exposure to animate mechanical forces"),
              block("W65-W74", "Accidental non-transport drowning and submersion"),
              block(
                "W85-W99",
                "Exposure to electric current, radiation and extreme ambient air temperature and "
                  + "pressure"),
              block("X00-X08", "Exposure to smoke, fire and flames"),
              block("X10-X19", "Contact with heat and hot substances"),
              block("X30-X39", "Exposure to forces of nature"),
              block("X50", "Overexertion and strenuous or repetitive movements"),
              block("X52-X58", "Accidental exposure to other specified factors"),
            ]),
        ]),
      block("X71-X83", "Intentional self-harm"),
      block("X92-Y09", "Assault"),
      block("Y21-Y33", "Event of undetermined intent"),
      block("Y35-Y38", "Legal intervention, operations of war, military operations, and terrorism"),
      block(
        "Y62-Y84", "Complications of medical and surgical care",
        [
          block("Y62-Y69", "Misadventures to patients during surgical and medical care"),
          block(
            "Y70-Y82", "Medical devices associated with adverse incidents in diagnostic and therapeutic use"),
          block(
            "Y83-Y84",
            "Surgical and other medical procedures as the cause of abnormal reaction of the patient, "
              + "or of later complication, without mention of misadventure at the time of the procedure"),
        ]),
      block("Y90-Y99", "Supplementary factors related to causes of morbidity classified elsewhere"),
    ]),
  chapter(
    "21", "Z00-Z99", "Factors influencing health status and contact with health services",
    [
      block("Z00-Z13", "Persons encountering health services for examinations"),
      block("Z14-Z15", "Genetic carrier and genetic susceptibility to disease"),
      block("Z16", "Resistance to antimicrobial drugs"),
      block("Z17", "Estrogen receptor status"),
      block("Z18", "Retained foreign body fragments"),
      block("Z19", "Hormone sensitivity malignancy status"),
      block("Z20-Z29", "Persons with potential health hazards related to communicable diseases"),
      block(
        "Z30-Z39",
        "Persons encountering health services in circumstances related to reproduction", also: ["Z3A"]),
      block("Z40-Z53", "Encounters for other specific health care"),
      block(
        "Z55-Z65",
        "Persons with potential health hazards related to socioeconomic and psychosocial "
          + "circumstances"),
      block("Z66", "Do not resuscitate status"),
      block("Z67", "Blood type"),
      block("Z68", "Body mass index [BMI]"),
      block("Z69-Z76", "Persons encountering health services in other circumstances"),
      block(
        "Z77-Z99",
        "Persons with potential health hazards related to family and personal history and certain "
          + "conditions influencing health status"),
    ]),
  chapter(
    "22", "U00-U85", "Codes for special purposes",
    [
      block("U00-U49", "Provisional assignment of new diseases of uncertain etiology or emergency use")
    ]),
]
