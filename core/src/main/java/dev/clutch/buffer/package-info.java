/** Memory outside of both heaps with one owner at a time, which crosses by changing hands: nothing is copied. */
package dev.clutch.buffer;
