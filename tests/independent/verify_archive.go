// Verifies an archive with the packages that verify Go's own checksum database, which nobody here
// wrote: golang.org/x/mod/sumdb/note and tlog. From Debian, without a network:
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run verify_archive.go -key KEY [-heads FILE] [-receipt FILE] DIR
//
// Exit code 0: the signature is good, every entry is in the signed tree, every signed head is a
// prefix of it, and the receipt holds. 1: something does not. 2: usage.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8 // Of a tile: 256 hashes wide.

func check(err error, what string) {
	if err != nil {
		fmt.Printf("FAILED: %s: %v\n", what, err)
		os.Exit(1)
	}
}

// checkpoint is what a signed note says of a tree.
type checkpoint struct {
	origin string
	tree   tlog.Tree
}

func open(signed []byte, verifiers note.Verifiers) checkpoint {
	opened, err := note.Open(signed, verifiers)
	check(err, "the signature")
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 {
		check(fmt.Errorf("%d lines", len(lines)), "a checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err, "the size of a checkpoint")
	root, err := tlog.ParseHash(lines[2])
	check(err, "the root of a checkpoint")
	return checkpoint{lines[0], tlog.Tree{N: size, Hash: root}}
}

// pathOf is the name of a tile or bundle as c2sp.org/tlog-tiles has it.
func pathOf(dir, kind string, n int64, width int) string {
	name := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		name = fmt.Sprintf("x%03d/%s", n%1000, name)
	}
	path := filepath.Join(dir, "tile", kind, name)
	if width < 1<<height {
		partial := path + ".p/" + strconv.Itoa(width)
		if _, err := os.Stat(partial); err == nil {
			return partial
		}
	}
	return path
}

// tiles reads the archive's tiles; what it hands out is checked against the signed root.
type tiles struct{ dir string }

func (t tiles) Height() int { return height }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range wanted {
		bytes, err := os.ReadFile(pathOf(t.dir, strconv.Itoa(tile.L), tile.N, tile.W))
		if err != nil {
			return nil, err
		}
		if len(bytes) < tile.W*tlog.HashSize {
			return nil, fmt.Errorf("tile %s is cut short", tile.Path())
		}
		data = append(data, bytes[:tile.W*tlog.HashSize])
	}
	return data, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func checkEntries(dir string, head checkpoint, hashes tlog.HashReader) {
	for first := int64(0); first < head.tree.N; first += 1 << height {
		width := int64(1 << height)
		if head.tree.N-first < width {
			width = head.tree.N - first
		}
		bundle, err := os.ReadFile(pathOf(dir, "entries", first>>height, int(width)))
		check(err, "the entries")
		for index := first; index < first+width; index++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				check(fmt.Errorf("cut short at %d", index+1), "the entries")
			}
			length := int(binary.BigEndian.Uint16(bundle))
			leaf := tlog.RecordHash(bundle[2 : 2+length])
			bundle = bundle[2+length:]
			proof, err := tlog.ProveRecord(head.tree.N, index, hashes)
			check(err, fmt.Sprintf("a proof for position %d", index+1))
			check(tlog.CheckRecord(proof, head.tree.N, head.tree.Hash, index, leaf),
				fmt.Sprintf("the entry at position %d", index+1))
		}
	}
}

// checkHeads proves that every signed head is a prefix of the last one.
func checkHeads(path string, verifiers note.Verifiers, head checkpoint, hashes tlog.HashReader) int {
	data, err := os.ReadFile(path)
	check(err, "the signed heads")
	count := 0
	parts := strings.SplitAfter(string(data), "\n\n")
	for i := 0; i+1 < len(parts); i += 2 {
		old := open([]byte(parts[i]+strings.TrimSuffix(parts[i+1], "\n")), verifiers)
		proof, err := tlog.ProveTree(head.tree.N, old.tree.N, hashes)
		check(err, fmt.Sprintf("a proof for the head of %d", old.tree.N))
		check(tlog.CheckTree(proof, head.tree.N, head.tree.Hash, old.tree.N, old.tree.Hash),
			fmt.Sprintf("the head of %d entries", old.tree.N))
		count++
	}
	return count
}

// checkReceipt reads a proof that Debut has made, c2sp.org/tlog-proof@v1.
func checkReceipt(path string, verifiers note.Verifiers) {
	file, err := os.Open(path)
	check(err, "the receipt")
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	next := func(prefix string) string {
		lines.Scan()
		if !strings.HasPrefix(lines.Text(), prefix) {
			check(fmt.Errorf("expected %q", prefix), "the receipt")
		}
		return strings.TrimPrefix(lines.Text(), prefix)
	}
	next("c2sp.org/tlog-proof@v1")
	entry, err := base64.StdEncoding.DecodeString(next("extra "))
	check(err, "the receipt's entry")
	index, err := strconv.ParseInt(next("index "), 10, 64)
	check(err, "the receipt's index")
	var proof tlog.RecordProof
	for lines.Scan() && lines.Text() != "" {
		hash, err := tlog.ParseHash(lines.Text())
		check(err, "the receipt's hashes")
		proof = append(proof, hash)
	}
	signed := ""
	for lines.Scan() {
		signed += lines.Text() + "\n"
	}
	head := open([]byte(signed), verifiers)
	check(tlog.CheckRecord(proof, head.tree.N, head.tree.Hash, index, tlog.RecordHash(entry)),
		"the receipt")
	fmt.Printf("the receipt of position %d holds\n", index+1)
}

func main() {
	key := flag.String("key", "", "the verifier key")
	heads := flag.String("heads", "", "signed heads, to be proved prefixes")
	receipt := flag.String("receipt", "", "a receipt to be checked as well")
	flag.Parse()
	if flag.NArg() != 1 || *key == "" {
		flag.Usage()
		os.Exit(2)
	}
	verifier, err := note.NewVerifier(*key)
	check(err, "the key")
	verifiers := note.VerifierList(verifier)
	signed, err := os.ReadFile(filepath.Join(flag.Arg(0), "checkpoint"))
	check(err, "the checkpoint")
	head := open(signed, verifiers)
	hashes := tlog.TileHashReader(head.tree, tiles{flag.Arg(0)})
	checkEntries(flag.Arg(0), head, hashes)
	fmt.Printf("%s: %d entries are in the signed tree\n", head.origin, head.tree.N)
	if *heads != "" {
		fmt.Printf("%d signed heads are prefixes\n", checkHeads(*heads, verifiers, head, hashes))
	}
	if *receipt != "" {
		checkReceipt(*receipt, verifiers)
	}
}
