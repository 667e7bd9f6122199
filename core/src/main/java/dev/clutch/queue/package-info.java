/** Queues of messages: all waiting and waking between interpreters happens here. */
package dev.clutch.queue;
