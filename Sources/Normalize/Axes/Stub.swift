import CodeSetModel

func readAxes(into codes: inout [Code], parents: [Int?]) {}
