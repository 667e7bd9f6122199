/** Python objects to messages and back. The only package that knows both. */
package dev.clutch.cpython.convert;
