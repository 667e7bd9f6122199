/**
 * The only things that ever cross between interpreters, or between Python and Java: immutable values
 * that belong to no interpreter.
 */
package dev.clutch.message;
