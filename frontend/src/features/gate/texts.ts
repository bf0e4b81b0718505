import { count, defineTexts } from '@/i18n/texts';

export const texts = defineTexts({
  title: { zh: '检票口', en: 'Gate' },
  // The list
  loading: { zh: '正在取今天的场次和票', en: 'Fetching today’s showtimes and tickets' },
  noPack: { zh: '这台设备还没有今天的票单', en: 'This device has no list for today yet' },
  noPackWhy: {
    zh: '联网取一次票单，之后没有网络也能检票。',
    en: 'Fetch the list once with a network; after that the gate works without one.',
  },
  fetchPack: { zh: '取票单', en: 'Fetch the list' },
  madeAt: {
    zh: (time: string, n: number) => `${time} 的票单，${n} 张票`,
    en: (time: string, n: number) => `List of ${time}, ${count(n, 'ticket')}`,
  },
  stale: {
    zh: '这份票单是另一天的。联网取新的，否则今天的票会被当成别场的。',
    en: 'This list is of another day. Fetch a new one, or today’s tickets will look like another showtime’s.',
  },
  refresh: { zh: '更新票单', en: 'Refresh the list' },
  offline: { zh: '没有网络，照常检票', en: 'No network; go on checking in' },
  waiting: {
    zh: (n: number) => `${n} 次检票等着上传`,
    en: (n: number) => `${count(n, 'scan')} waiting to be sent`,
  },
  allSent: { zh: '检票都已上传', en: 'Every scan has been sent' },
  clashes: {
    zh: (n: number) => `${n} 次要核对`,
    en: (n: number) => `${n} to look into`,
  },
  refreshFailed: {
    zh: '票单没有更新成，先用手头这份。',
    en: 'The list could not be refreshed; this one still works.',
  },
  requiresLive: {
    zh: '本影院只认会变的二维码，截图不放行。',
    en: 'This cinema takes turning codes only; screenshots are not let in.',
  },
  // Which showtime
  session: { zh: '场次', en: 'Showtime' },
  allSessions: { zh: '今天所有场次', en: 'All of today’s showtimes' },
  inside: {
    zh: (inside: number, sold: number) => `已入场 ${inside} / ${sold}`,
    en: (inside: number, sold: number) => `${inside} of ${sold} inside`,
  },
  // The camera
  camera: { zh: '摄像头', en: 'Camera' },
  startCamera: { zh: '打开摄像头', en: 'Start the camera' },
  stopCamera: { zh: '关闭摄像头', en: 'Stop the camera' },
  starting: { zh: '正在打开摄像头', en: 'Starting the camera' },
  cameraRefused: {
    zh: '浏览器没有允许使用摄像头。在地址栏旁的权限里打开它，或输入取票码。',
    en: 'The browser does not allow the camera. Allow it beside the address bar, or type the code.',
  },
  cameraNone: {
    zh: '没有找到可用的摄像头。可以输入取票码，或选一张图片。',
    en: 'No camera was found. Type the code, or choose a picture.',
  },
  cameraInsecure: {
    zh: '只有通过 https 打开本页才能用摄像头。可以输入取票码，或选一张图片。',
    en: 'The camera works over https only. Type the code, or choose a picture.',
  },
  torchOn: { zh: '开灯', en: 'Light on' },
  torchOff: { zh: '关灯', en: 'Light off' },
  soundOn: { zh: '打开声音和振动', en: 'Turn sound and vibration on' },
  soundOff: { zh: '关闭声音和振动', en: 'Turn sound and vibration off' },
  picture: { zh: '选一张图片', en: 'Choose a picture' },
  noCode: { zh: '图片里没有找到二维码。', en: 'There is no code in this picture.' },
  // Typing
  code: { zh: '取票码', en: 'Pickup code' },
  codeHint: {
    zh: '扫不出来时手动输入；扫码枪也会填在这里。',
    en: 'Type it when a code does not scan; a hand scanner types here too.',
  },
  check: { zh: '检票', en: 'Check in' },
  // Verdicts
  ready: { zh: '把票的二维码对准摄像头', en: 'Hold a ticket’s code before the camera' },
  deciding: { zh: '核对中', en: 'Checking' },
  admitted: { zh: '请进', en: 'Welcome in' },
  already: { zh: '已经检过', en: 'Already used' },
  refused: { zh: '不能入场', en: 'Do not admit' },
  people: { zh: (n: number) => `${n} 位`, en: (n: number) => count(n, 'guest') },
  usedAt: {
    zh: (time: string) => `第一次检票在 ${time}。看看是不是同一位观众。`,
    en: (time: string) => `Used at ${time}. Make sure it is the same guest.`,
  },
  notListed: {
    zh: '票单之后才买的票，座位请看观众的手机。',
    en: 'Bought after the list was fetched; the seat is on the guest’s phone.',
  },
  clashUsed: {
    zh: (time: string) => `另一个检票口在 ${time} 已经放行过这张票。`,
    en: (time: string) => `Another gate let this ticket in at ${time}.`,
  },
  keptHere: { zh: '已记在本机，有网络后上传', en: 'Kept on this device until there is a network' },
  forged: {
    zh: '这个码不是本平台签发的。',
    en: 'This code was not issued by the platform.',
  },
  not_live: {
    zh: '这是截图或过时的码。请观众打开票夹里的票再扫。',
    en: 'A screenshot or an old code. Ask the guest to open the ticket itself.',
  },
  wrong_cinema: { zh: '这张票是另一家影院的。', en: 'This ticket is for another cinema.' },
  wrong_session: { zh: '不是这一场的票。', en: 'Not a ticket for this showtime.' },
  wrongSessionIs: {
    zh: (time: string, hall: string) => `这张票是 ${time} ${hall} 的。`,
    en: (time: string, hall: string) => `This ticket is for ${time}, ${hall}.`,
  },
  too_early: { zh: '还没到检票时间。', en: 'The doors are not open yet.' },
  opensAt: {
    zh: (time: string) => `${time} 开始检票。`,
    en: (time: string) => `The doors open at ${time}.`,
  },
  too_late: { zh: '这一场已经散场。', en: 'This show is over.' },
  refunded: { zh: '这张票已经退了。', en: 'This ticket was refunded.' },
  unknown: {
    zh: '没有这个取票码，再核对一遍数字。',
    en: 'No ticket has this code. Check the digits once more.',
  },
  // The list of scans
  recent: { zh: '刚才检的票', en: 'Latest scans' },
  none: { zh: '还没有检过票。', en: 'Nothing scanned yet.' },
  sent: { zh: '已上传', en: 'Sent' },
  notSent: { zh: '待上传', en: 'To be sent' },
  lookInto: { zh: '要核对', en: 'Look into it' },
});
