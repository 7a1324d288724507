"""The desk: conversations and their owner, turns of the assistant, hand-over, queue, staff, sockets."""
