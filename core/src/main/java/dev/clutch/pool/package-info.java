/** Pools: interpreters with a thread each, that take tasks from a queue of Java's. */
package dev.clutch.pool;
