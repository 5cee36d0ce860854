package manifest

// helpRule gives a sentence for causes of a stage whose message says something: a text,
// or what a look at the place finds.
type helpRule struct {
	stage Stage
	says  string
	text  string
	help  func(*hint) string
}

// helpRules are tried in order; the first sentence counts.
var helpRules = [...]helpRule{
	{StageParse, "", "", strangeCharacter},
	{StageParse, "", "", mergeConflict},
	{StageParse, "", "", pasted},
	{StageParse, "", "", template},
	{StageParse, "cannot start any token", "", badStart},
	{StageParse, "mapping values are not allowed", "", secondColon},
	{StageParse, "could not find expected ':'", "", missingColon},
	{StageParse, "did not find expected node content", "", noContent},
	{StageParse, "block sequence entries are not allowed", "The items of a list stand on lines of their own, below its key.", nil},
	{StageParse, "mapping keys are not allowed", "A value that starts with ? must stand in quotes.", nil},
	{StageParse, "tab character", spacesOnly, nil},
	{StageParse, "expected comment or line break", blockHeader, nil},
	{StageParse, "indentation indicator", blockHeader, nil},
	{StageParse, "did not find expected key", "", misplaced},
	{StageParse, "did not find expected '-' indicator", itemsAlign, nil},
	{StageParse, "did not find expected ',' or", "Behind this bracket a comma is missing, or the bracket that closes it.", nil},
	{StageParse, "unexpected end of stream", "A quote is opened here and never closed.", nil},
	{StageParse, "unexpected document indicator", "A quote is opened here and never closed.", nil},
	{StageParse, "escape character", backslash, nil},
	{StageParse, "hexdecimal number", backslash, nil},
	{StageParse, "tag handle", exclamationMark, nil},
	{StageParse, "expected '>'", exclamationMark, nil},
	{StageParse, "expected whitespace or line break", exclamationMark, nil},
	{StageParse, "cannot decode !!", "The value is not of the type that the tag with !! in front of it says: leave the tag out.", nil},
	{StageParse, "map merge requires", "<< takes the keys of another mapping: behind it stands * and the name of that mapping.", nil},
	{StageParse, "unknown anchor", "", aliasOfNothing},
	{StageParse, "alphabetic or numeric character", quoteStar, nil},
	{StageParse, "invalid map key", "", collectionAsKey},
	{StageParse, "UTF-8 octet", "There is a byte here that is no UTF-8: save the file in that encoding.", nil},
	{StageParse, "control characters", "There is an invisible control character here.", nil},
	{StageParse, "incompatible YAML document", noDirective, nil},
	{StageParse, "directive", noDirective, nil},
	{StageParse, "<document start>", noDirective, nil},
	{StageParse, "'.' character", noDirective, nil},
	{StageParse, "Yaml document separator", "Only a comment may stand behind ---; the text belongs on the next line.", nil},
	{StageParse, "unexpected EOF", "A bracket or a quote is not closed.", nil},
	{StageParse, "after array element", missingComma, nil},
	{StageParse, "after object key:value pair", missingComma, nil},
	{StageParse, "invalid character '}'", "There is a } too many.", nil},
	{StageParse, "object key string", "A key of JSON stands in double quotes.", nil},
	{StageParse, "after object key", "A colon must follow the key.", nil},
	{StageParse, "in string literal", "The quote that is open here must be closed on the same line.", nil},
	{StageParse, "beginning of value", "JSON has a number, true, false, null, a text in double quotes, { or [ here.", nil},
	{StageParse, "unsupported map key", "A null cannot be a key. If it is meant as text, it must stand in quotes.", nil},
	{StageParse, "unsupported value", "This number cannot be sent to the server. If it is meant as text, it must stand in quotes.", nil},

	{StageClient, "invalid object to validate", "", notAnObject},
	{StageClient, "not set", "", notSet},
	{StageClient, "isn't string type", "apiVersion and kind are plain text.", nil},
	{StageClient, "unexpected GroupVersion", "A version has one slash at most: networking.k8s.io/v1.", nil},
	{StageClient, "unknown field", "", unknownField},
	{StageClient, "invalid type", "", wrongType},
	{StageClient, "missing required field", "", missingField},
	{StageClient, "unknown object type", nothingThere, nil},

	{StageMetadata, "'Kind' is missing", "kind is empty: it says what the object is, such as NetworkPolicy.", nil},
	{StageMetadata, "map[string]interface", "An item of a List is an object.", nil},
	{StageMetadata, "is not a list", "A List cannot hold another List.", nil},
	{StageMetadata, "parsing time", serverFills, nil},
	{StageMetadata, "cannot unmarshal", "", wrongType},

	{StageKind, "is missing in", "Every object starts with apiVersion and kind.", nil},
	{StageKind, "", "", rightKind},

	{StageName, "generate name", "kubectl apply needs a name, so that it knows which object to change.", nil},
	{StageName, "name may not be empty", "", missingName},
	{StageName, "", nameRule, nil},

	{StageDecode, "no kind", "", rightKind},
	{StageDecode, "unknown field", "", unknownField},
	{StageDecode, "cannot unmarshal", "", wrongType},

	{StageNamespace, "", "", nearNamespace},

	{StageValue, "Too long", "The annotations of an object have 262144 bytes at most.", nil},
	{StageValue, "must be no more than", "", tooLongName},
	{StageValue, "more than two policyTypes", "policyTypes names Ingress, Egress or both, each of them once.", nil},
	{StageValue, "Unsupported value", "", supportedValue},
	{StageValue, "not a valid selector operator", "", operatorName},
	{StageValue, "at least one letter", "", portNumber},
	{StageValue, "ports[", "", portName},
	{StageValue, "must be between 1 and 65535", "A port is a number from 1 to 65535.", nil},
	{StageValue, "endPort", "endPort is the last port of a range that starts at the number port.", nil},
	{StageValue, "must be a valid CIDR value", "", addressRange},
	{StageValue, "bits set beyond", "", hostBits},
	{StageValue, "IPv4-mapped", "", mappedAddress},
	{StageValue, "leading 0s", "The numbers of an address have no leading zeros.", nil},
	{StageValue, "strict subset", "What is excepted must lie inside cidr and be smaller.", nil},
	{StageValue, "cidr: Required", "An ipBlock needs a cidr, such as 10.0.0.0/24.", nil},
	{StageValue, "must specify a peer", "", emptyPeer},
	{StageValue, "both ipBlock and another peer", "The ipBlock belongs in an item of its own, behind its own dash.", nil},
	{StageValue, "must be specified when", "In and NotIn need values, such as values: [web].", nil},
	{StageValue, "may not be specified when", "Exists and DoesNotExist take no values.", nil},
	{StageValue, "field is immutable", serverFills, nil},
	{StageValue, "object has been modified", serverFills, nil},
	{StageValue, "ParseUint", serverFills, nil},
	{StageValue, "cannot be both set", "Only one of these two finalizers can stand here.", nil},
	{StageValue, "metadata.finalizers: Invalid", finalizerRule, nil},
	{StageValue, "prefix part", "What stands before the / of a label is a domain, such as example.com.", nil},
	{StageValue, "metadata.annotations: Invalid", annotationRule, nil},
	{StageValue, "", "", labelHelp},
	{StageValue, "RFC 1123", nameRule, nil},
	{StageValue, "standard finalizer", finalizerRule, nil},
}

const (
	missingComma    = "Before this a comma is missing, or the bracket that closes what was opened."
	nothingThere    = "There is nothing behind this dash."
	noDirective     = "Leave out the line that starts with %."
	spacesOnly      = "YAML indents with spaces, not tabs."
	blockHeader     = "A value that starts with | or > must stand in quotes, unless its text follows on the lines below."
	exclamationMark = "A value that starts with ! must stand in quotes."
	backslash       = "In double quotes a backslash is written twice; in single quotes it stands for itself."
	itemsAlign      = "The items of one list start in the same column."
	spaceAfterDash  = "A space must follow the dash."
	quoteStar       = "A value that starts with * or & must stand in quotes."
	serverFills     = "Leave this field out: the server fills it in."
	annotationRule  = "The name of an annotation is made of letters, digits, -, _ and ., and starts and ends with a letter or digit."
	finalizerRule   = "A finalizer has a domain in front: example.com/keep."
	nameRule        = "A name is made of lower-case letters, digits, - and ., and starts and ends with a letter or digit."
	labelRule       = "A label is made of letters, digits, -, _ and ., and starts and ends with a letter or digit."
)
