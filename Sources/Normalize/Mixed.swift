/// Spreads a number over all its bits: words and titles are compared as numbers, put together from parts.
func mixed(_ number: UInt64) -> UInt64 {
  let product = (number ^ 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
  return product ^ product &>> 32
}
