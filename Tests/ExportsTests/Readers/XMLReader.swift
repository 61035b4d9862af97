import Foundation
import FoundationXML
import Testing

/// An element of an XML file, read by the system's parser.
final class XMLNode {
    let name: String
    let attributes: [String: String]
    var text = ""
    var children: [XMLNode] = []

    init(_ name: String, _ attributes: [String: String]) {
        self.name = name
        self.attributes = attributes
    }

    func all(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }
    func first(_ name: String) -> XMLNode? { children.first { $0.name == name } }
    /// The text of the first element at the end of a path.
    func text(_ path: String...) -> String? { path.reduce(Optional(self)) { $0?.first($1) }?.text }
    /// Elements of that name anywhere inside.
    func everywhere(_ name: String) -> [XMLNode] { all(name) + children.flatMap { $0.everywhere(name) } }
}

/// Builds the tree of a document.
final class XMLReader: NSObject, XMLParserDelegate {
    private let root = XMLNode("", [:])
    private lazy var open: [XMLNode] = [root]

    /// The outermost element.
    static func root(_ bytes: [UInt8]) throws -> XMLNode {
        let reader = XMLReader()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = reader
        try #require(parser.parse(), "\(String(describing: parser.parserError))")
        return try #require(reader.root.children.first)
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        let node = XMLNode(name, attributes)
        open.last?.children.append(node)
        open.append(node)
    }

    func parser(_ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        open.last?.text += text
    }
}
