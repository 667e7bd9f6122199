/** Many isolated Python interpreters in this JVM. {@link dev.clutch.Interpreters} is the way in. */
package dev.clutch;
