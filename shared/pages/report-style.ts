/** The report itself, on the published page and on the approver's: what is signed is what is published. */
export const reportStyle = `
.report h2,.about h2{font-size:1.22rem;line-height:1.5;margin:2.4rem 0 .9rem}
.report h3,.about h3{font-size:1.05rem;margin:1.8rem 0 .5rem}
.report p{margin:.3rem 0;text-indent:2em;text-align:justify}
:lang(en) .report p{text-indent:0;margin:.7rem 0}
.report p.heading{text-indent:0;font-weight:600;margin-top:.9rem}
.report p.blank,td.blank{color:#8c1616;font-weight:600}
.report p.gap-note{text-indent:0;font-size:.85rem;color:#8c1616}
.scroll{position:relative;overflow-x:auto;margin:.6rem 0}
table{border-collapse:collapse;width:100%;font-size:.86rem;line-height:1.45}
caption{caption-side:top;text-align:left;color:var(--soft);font-size:.85rem;padding-bottom:.3rem}
th,td{border:1px solid var(--line);padding:.32rem .4rem;vertical-align:middle}
th{font-weight:600;background:var(--tint)}
.official td{text-align:center;font-variant-numeric:tabular-nums;white-space:nowrap}
.official th{text-align:center}
.official th.label{text-align:left;font-weight:400}
.official th.corner{font-weight:400;font-size:.92em}
.official th.block{background:#e9e9e4}
.official.blocks{table-layout:fixed;min-width:21rem}
.blocks col.stub{width:27%}
.columns-7{min-width:46rem}
.columns-7 th.label{min-width:11rem}
.columns-7 th.group{width:4.6em;min-width:4.6em}
.columns-15{min-width:46rem;table-layout:fixed}
.columns-15 th,.columns-15 td{padding:.32rem .2rem}
td.changed{background:#fff6d6}
td.changed del{color:#8c1616;font-size:.92em}
td.changed ins{text-decoration:none;font-weight:700}
td.remarked{background:#fdf3e3}
a.remark{font-size:.8em}
sup.mark{color:#8c1616;font-size:.75em;line-height:0}
.aside{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.list{font-size:.88rem;min-width:34rem}
.list td,.list th{text-align:left;vertical-align:top}
.list tbody th{background:none;font-weight:600}
.list td small{color:var(--soft)}
td.late,td.missing{color:#8c1616;font-weight:600}
td.late small,td.missing small{font-weight:400}
.justified li{margin:.5rem 0}
@media (max-width:40rem){
.report p{text-align:left}
.columns-7{min-width:31rem;font-size:.76rem}
.columns-7 th,.columns-7 td{padding:.3rem .25rem}
.columns-7 th.label{min-width:7.2rem}
.columns-7 th.group{width:2.9em;min-width:2.9em}
}
@media print{
.scroll{overflow:visible}
table,.list{font-size:8.5pt;min-width:0}
.columns-7,.columns-15{min-width:0;font-size:7.5pt}
.columns-7 th.label{min-width:0}
tr,th,td{break-inside:avoid}
h2,h3,caption{break-after:avoid}
}
`

/** What the public pages have around it. Fonts are those of the reader's machine; prints on A4. */
export const publicStyle = `
:root{--ink:#1b1b1b;--soft:#555;--line:#8a8a8a;--rule:#9b1c1c;--paper:#fff;--tint:#f4f4f1}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:0 1rem 4rem;color:var(--ink);background:var(--paper);font:17px/1.85 "PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif;overflow-wrap:break-word}
a{color:#0b4a8f;text-underline-offset:.2em}
a:focus-visible,.scroll:focus-visible,summary:focus-visible{outline:3px solid #0b4a8f;outline-offset:2px}
.skip{position:absolute;left:-9999px}.skip:focus{left:1rem;top:.5rem;background:#fff;padding:.5rem 1rem;z-index:2}
.masthead{text-align:center;border-bottom:3px double var(--rule);padding:.75rem 0 .9rem;margin-bottom:1.5rem}
.masthead h1{font-family:"Songti SC","STSong","SimSun","Noto Serif CJK SC",serif;font-size:clamp(1.35rem,4.6vw,2.05rem);line-height:1.45;margin:1.2rem 0 .8rem;text-wrap:balance}
.tools{display:flex;justify-content:space-between;margin:0;font-size:.85rem}
.meta{display:flex;flex-wrap:wrap;justify-content:center;gap:.1rem 1.6rem;margin:0;color:var(--soft);font-size:.88rem}
.notice{border:1px solid #c9b27a;border-left:6px solid #b7791f;background:#fdf8ea;padding:.7rem 1rem;margin:1rem 0;font-size:.95rem;line-height:1.7}
.notice p{margin:.2rem 0}
.notice.correction{border-color:#9db7d5;border-left-color:#0b4a8f;background:#f2f7fc}
.notice.gap{border-color:#d9a3a3;border-left-color:var(--rule);background:#fcf3f3}
.contents ol{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;padding:.6rem 1rem;margin:0;background:var(--tint);font-size:.92rem}
.contents a{display:inline-block;padding:.2rem 0}
.issuer{text-align:right;margin:2.5rem 0 0;line-height:1.9}
.about{border-top:1px solid var(--line);margin-top:3rem;font-size:.95rem;line-height:1.75}
.about p{margin:.4rem 0}
.notice .list{min-width:0;background:#fff}
.downloads{padding-left:1.2rem}
.digests dt{font-weight:600;margin-top:.5rem}.digests dd{margin:0}
code{font:.85em/1.5 ui-monospace,"SFMono-Regular",Consolas,"Noto Sans Mono",monospace;overflow-wrap:anywhere}
@media (max-width:40rem){body{font-size:16px}}
@media print{
@page{size:A4;margin:18mm 16mm}
body{max-width:none;padding:0;font-size:11pt;line-height:1.7}
.contents,.skip,.tools,.downloads{display:none}
.about{break-before:page}
a{color:inherit;text-decoration:none}
}
`
