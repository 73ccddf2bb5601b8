"""Reads the operator names out of an ONNX file; Python has no onnx package here.

Walks the protobuf wire format: ModelProto.graph is field 7, GraphProto.node 1, NodeProto.op_type 4.
"""

LENGTH_DELIMITED = 2


def _varint(data, at):
    value, shift = 0, 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _messages(data, wanted):
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        field, wire = key >> 3, key & 7
        if wire == LENGTH_DELIMITED:
            length, at = _varint(data, at)
            if field == wanted:
                yield data[at : at + length]
            at += length
        elif wire == 0:
            _, at = _varint(data, at)
        else:
            at += {1: 8, 5: 4}[wire]


def operators(data):
    """Operator name -> how often it occurs."""
    counts = {}
    for graph in _messages(data, 7):
        for node in _messages(graph, 1):
            for name in _messages(node, 4):
                counts[name.decode()] = counts.get(name.decode(), 0) + 1
    return counts
