#include "textflag.h"

// Registers: BX tables, SI text, AX the place, CX the last one, DI where the
// next candidates go, R8 how many may, R9 how many did; Y0 to Y7 the tables,
// each of 16 bytes twice; Y8 fifteen in every byte, Y15 zeros.

// LOOKUP looks up the byte at offset i of each place: the buckets that it may
// belong to by its lower half (table LO) and by its upper half (table HI).
#define LOOKUP(i, LO, HI, OUT) \
	VMOVDQU i(SI)(AX*1), OUT; \
	VPAND   Y8, OUT, Y9;      \
	VPSRLW  $4, OUT, OUT;     \
	VPAND   Y8, OUT, OUT;     \
	VPSHUFB Y9, LO, Y9;       \
	VPSHUFB OUT, HI, OUT;     \
	VPAND   Y9, OUT, OUT

// func searchAVX2(v *vectors, text *byte, at, last int, found *candidates, room int) (n, next int)
TEXT ·searchAVX2(SB), NOSPLIT, $0-64
	MOVQ v+0(FP), BX
	MOVQ text+8(FP), SI
	MOVQ at+16(FP), AX
	MOVQ last+24(FP), CX
	MOVQ found+32(FP), DI
	MOVQ room+40(FP), R8
	XORQ R9, R9

	VBROADCASTI128 0(BX), Y0
	VBROADCASTI128 16(BX), Y1
	VBROADCASTI128 32(BX), Y2
	VBROADCASTI128 48(BX), Y3
	VBROADCASTI128 64(BX), Y4
	VBROADCASTI128 80(BX), Y5
	VBROADCASTI128 96(BX), Y6
	VBROADCASTI128 112(BX), Y7
	MOVQ           $0x0f0f0f0f0f0f0f0f, DX
	MOVQ           DX, X8
	VPBROADCASTQ   X8, Y8
	VPXOR          Y15, Y15, Y15

loop:
	CMPQ AX, CX
	JGT  done
	LOOKUP(0, Y0, Y1, Y10)
	LOOKUP(1, Y2, Y3, Y11)
	LOOKUP(2, Y4, Y5, Y12)
	LOOKUP(3, Y6, Y7, Y13)
	VPAND     Y10, Y11, Y10
	VPAND     Y12, Y13, Y12
	VPAND     Y10, Y12, Y10
	VPCMPEQB  Y10, Y15, Y10
	VPMOVMSKB Y10, DX
	XORL      $-1, DX
	JNZ       candidate
	ADDQ      $32, AX
	JMP       loop

candidate:
	MOVQ AX, 0(DI)
	MOVL DX, 8(DI)
	ADDQ $16, DI
	ADDQ $32, AX
	INCQ R9
	CMPQ R9, R8
	JLT  loop

done:
	VZEROUPPER
	MOVQ R9, n+48(FP)
	MOVQ AX, next+56(FP)
	RET
