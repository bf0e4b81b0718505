import {
  AppWindow,
  BusFront,
  CalendarDays,
  CodeXml,
  Coffee,
  GraduationCap,
  HeartHandshake,
  LibraryBig,
  type LucideIcon,
  MapPin,
  Megaphone,
  Music,
  Newspaper,
  Popcorn,
  SquareParking,
  Star,
  Ticket,
  TrainFront,
  UserRound,
  Wallet,
} from 'lucide-react';

/** The signs an application may be registered with, in the order of the picker. */
const icons: Record<string, LucideIcon> = {
  ticket: Ticket,
  popcorn: Popcorn,
  calendar: CalendarDays,
  wallet: Wallet,
  user: UserRound,
  'map-pin': MapPin,
  train: TrainFront,
  bus: BusFront,
  parking: SquareParking,
  newspaper: Newspaper,
  megaphone: Megaphone,
  library: LibraryBig,
  school: GraduationCap,
  music: Music,
  coffee: Coffee,
  star: Star,
  care: HeartHandshake,
  code: CodeXml,
  window: AppWindow,
};

export const iconNames: readonly string[] = Object.keys(icons);

/** An application's sign; one that nobody knows is a plain window. */
export function AppIcon({ name, className }: { name: string; className?: string }) {
  const Icon = icons[name] ?? AppWindow;
  return <Icon className={className} strokeWidth={1.75} aria-hidden="true" />;
}
