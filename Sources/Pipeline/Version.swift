/// The version of the program, `major.minor.patch`.
package let programVersion = "0.1.0"
