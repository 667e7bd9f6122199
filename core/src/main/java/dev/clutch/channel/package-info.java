/** Channels: queues with counted one-way ends, whose senders learn when an item was received. */
package dev.clutch.channel;
